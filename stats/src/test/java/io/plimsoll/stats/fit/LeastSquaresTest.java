package io.plimsoll.stats.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** Certified values: NIST Statistical Reference Datasets, nonlinear regression. */
class LeastSquaresTest {
  private static final Parameter A = Parameter.free("a");
  private static final Parameter B = Parameter.free("b");

  /** NIST Misra1a: y = b1(1 − e^(−b2 x)). */
  private static final NamedModel MISRA =
      new NamedModel(
          List.of(A, B), (x, p) -> p[1].multiply(-x).exp().negate().add(1).multiply(p[0]));

  private static final Observations MISRA_DATA =
      Observations.of(
          new double[] {
            77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1,
            689.1, 760.0
          },
          new double[] {
            10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40,
            75.47, 81.78
          });

  /** NIST MGH09: y = b1(x² + b2 x) / (x² + b3 x + b4), hard for "some very good algorithms". */
  private static final NamedModel KOWALIK =
      new NamedModel(
          List.of(A, B, Parameter.free("c"), Parameter.free("d")),
          (x, p) ->
              p[0].multiply(p[1].multiply(x).add(x * x))
                  .divide(p[2].multiply(x).add(x * x).add(p[3])));

  private static final Observations KOWALIK_DATA =
      Observations.of(
          new double[] {4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625},
          new double[] {
            0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246
          });

  @Test
  void meetsNistCertifiedValuesOfMisra1aFromBothStarts() {
    for (double[] start : new double[][] {{500, 0.0001}, {250, 0.0005}}) {
      Fit fit = LeastSquares.from(MISRA, MISRA_DATA, start);

      close(fit.parameter(0), 2.3894212918E+02);
      close(fit.parameter(1), 5.5015643181E-04);
      close(fit.standardError(0).orElseThrow(), 2.7070075241E+00);
      close(fit.standardError(1).orElseThrow(), 7.2668688436E-06);
      close(fit.residualSumOfSquares(), 1.2455138894E-01);
      close(fit.residualStandardDeviation(), 1.0187876330E-01);
    }
  }

  @Test
  void meetsNistCertifiedValuesOfMgh09FromTheFarStart() {
    Fit fit = LeastSquares.from(KOWALIK, KOWALIK_DATA, new double[] {25, 39, 41.5, 39});

    close(fit.parameter(0), 1.9280693458E-01);
    close(fit.parameter(1), 1.9128232873E-01);
    close(fit.parameter(2), 1.2305650693E-01);
    close(fit.parameter(3), 1.3606233068E-01);
    close(fit.standardError(3).orElseThrow(), 9.0025542308E-02);
    close(fit.residualSumOfSquares(), 3.0750560385E-04);
  }

  @Test
  void profileOfALineIsTheTInterval() {
    NamedModel line = new NamedModel(List.of(A, B), (x, p) -> p[1].multiply(x).add(p[0]));
    Fit fit = LeastSquares.from(line, noisyLine(3), new double[] {1, 1});

    Interval slope = fit.interval(1, 0.9);

    double t = new TDistribution(fit.degreesOfFreedom()).inverseCumulativeProbability(0.95);
    double half = t * fit.standardError(1).orElseThrow();
    assertThat(slope.low()).isCloseTo(fit.parameter(1) - half, within(1e-4 * half));
    assertThat(slope.high()).isCloseTo(fit.parameter(1) + half, within(1e-4 * half));
  }

  @Test
  void holdsAParameterAtTheBoundThatTheDataWouldCross() {
    NamedModel line =
        new NamedModel(
            List.of(Parameter.nonNegative("a"), B), (x, p) -> p[1].multiply(x).add(p[0]));
    Observations data =
        Observations.of(new double[] {1, 2, 3, 4}, new double[] {0.5, 2.2, 4.4, 6.1});

    Fit fit = LeastSquares.from(line, data, new double[] {1, 1});

    assertThat(fit.atBound(0)).isTrue();
    assertThat(fit.standardError(0)).isEmpty();
    assertThat(fit.degreesOfFreedom()).isEqualTo(3);
    assertThat(fit.parameter(1)).isCloseTo((0.5 + 4.4 + 13.2 + 24.4) / 30, within(1e-12));
    assertThat(fit.interval(0, 0.95).low()).isZero();
  }

  @Test
  void relativeScatterWeighsSmallResponsesAsMuchAsLargeOnes() {
    NamedModel line = new NamedModel(List.of(A), (x, p) -> p[0].multiply(x));
    Observations data =
        Observations.of(new double[] {1, 1_000}, new double[] {2, 4_000}).with(ErrorScale.RELATIVE);

    Fit fit = LeastSquares.from(line, data, new double[] {1});

    assertThat(fit.parameter(0)).isCloseTo(Math.sqrt(8), within(1e-9));
  }

  @Test
  void profilesTheOnlyParameter() {
    NamedModel line = new NamedModel(List.of(A), (x, p) -> p[0].multiply(x));
    Observations data = Observations.of(new double[] {1, 2, 3}, new double[] {1.1, 1.9, 3.2});

    Fit fit = LeastSquares.from(line, data, new double[] {1});

    double half = 4.302652729911275 * fit.standardError(0).orElseThrow();
    assertThat(fit.interval(0, 0.95).high() - fit.parameter(0)).isCloseTo(half, within(1e-5));
  }

  @Test
  void refusesACurveOfWhichBoundsHoldEveryParameter() {
    NamedModel line =
        new NamedModel(List.of(Parameter.nonNegative("a")), (x, p) -> p[0].multiply(x));
    Observations falling = Observations.of(new double[] {1, 2, 3}, new double[] {-1, -2, -3});

    assertThatThrownBy(() -> LeastSquares.from(line, falling, new double[] {1}))
        .isInstanceOf(FitException.class)
        .hasMessageContaining("every parameter is held by a bound");
  }

  @Test
  void refusesMoreParametersThanObservations() {
    Observations two = Observations.of(new double[] {1, 2}, new double[] {1, 2});

    assertThatThrownBy(() -> LeastSquares.from(MISRA, two, new double[] {1, 1}))
        .isInstanceOf(FitException.class)
        .hasMessageContaining("2 observations can't tell 2 parameters");
  }

  @Test
  void lackOfFitFindsACurveThatIsNotALine() {
    NamedModel line = new NamedModel(List.of(A, B), (x, p) -> p[1].multiply(x).add(p[0]));
    double[] x = IntStream.range(0, 20).mapToDouble(i -> i).toArray();
    double[] bent = IntStream.range(0, 20).mapToDouble(i -> 3 + i * i).toArray();
    Fit wrong = LeastSquares.from(line, Observations.of(x, bent), new double[] {1, 1});
    Fit right = LeastSquares.from(line, noisyLine(5), new double[] {1, 1});

    assertThat(LackOfFit.of(wrong).test()).isEqualTo(LackOfFit.Test.RUNS);
    assertThat(LackOfFit.of(wrong).pValue()).isLessThan(0.01);
    assertThat(LackOfFit.of(right).test()).isEqualTo(LackOfFit.Test.F);
    assertThat(LackOfFit.of(right).pValue()).isGreaterThan(0.01);
  }

  /** Four readings at each of five places. */
  private static Observations noisyLine(long seed) {
    Random random = new Random(seed);
    double[] x = IntStream.range(0, 20).mapToDouble(i -> i % 5).toArray();
    double[] y =
        IntStream.range(0, 20).mapToDouble(i -> 2 + 3 * x[i] + random.nextGaussian()).toArray();
    return Observations.of(x, y);
  }

  private static void close(double found, double certified) {
    assertThat(Math.abs(found / certified - 1)).isLessThan(1e-9);
  }
}
