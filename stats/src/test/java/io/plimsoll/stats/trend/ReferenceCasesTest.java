package io.plimsoll.stats.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published results, to 1e-9 (and 1e-9 of the value where it is large). */
class ReferenceCasesTest {
  private static final double[] ONE = ReferenceSeries.one();
  private static final double[][] TWO = ReferenceSeries.two();

  @Test
  void sensSlope() {
    line(SenSlope.of(ONE), -0.006369426751592357, 96.15286624203821);
  }

  @Test
  void seasonalSensSlope() {
    line(SenSlope.seasonal(ONE, 12), -0.08695652173913043, 96.31159420289855);
  }

  @Test
  void original() {
    TrendTest test = MannKendall.test(ONE);

    expect(test, 0.37591058740506833, -0.8854562842589916, -1959, 4889800.333333333);
    assertThat(test.tau()).isCloseTo(-0.03153167653875869, within(1e-9));
    assertThat(test.direction(0.05)).isEqualTo(TrendTest.Direction.NONE);
  }

  @Test
  void hamedRao() {
    TrendTest test = MannKendall.hamedRao(ONE);

    expect(test, 0.00012203829241275166, -3.8419950613710894, -1959, 259723.81316716125);
    assertThat(test.direction(0.05)).isEqualTo(TrendTest.Direction.DECREASING);
    expect(
        MannKendall.hamedRao(ONE, 3),
        0.6037112685123898,
        -0.5190709455046154,
        -1959,
        14228919.889368296);
  }

  @Test
  void yueWang() {
    expect(
        MannKendall.yueWang(ONE),
        0.008401398144858296,
        -2.6354977553857504,
        -1959,
        551950.4269211816);
    expect(
        MannKendall.yueWang(ONE, 1),
        0.5433112864060043,
        -0.6078133313683783,
        -1959,
        10377313.384506395);
  }

  @Test
  void preWhitening() {
    expect(MannKendall.preWhitened(ONE), 0.9212742990272651, -0.09882867695903437, -219, 4865719.0);
  }

  @Test
  void trendFreePreWhitening() {
    expect(
        MannKendall.trendFreePreWhitened(ONE),
        0.7755465706913385,
        -0.28512735834365455,
        -630,
        4866576.0);
  }

  @Test
  void seasonal() {
    TrendTest test = JointTrend.seasonal(ONE, 12);

    expect(test, 0.03263834596177739, -2.136504114534638, -399, 34702.333333333336);
    assertThat(test.tau()).isCloseTo(-0.0794979079497908, within(1e-9));
  }

  @Test
  void regional() {
    TrendTest test = JointTrend.independent(TWO);

    expect(test, 0.2613018311185482, -1.1233194854000186, -362, 103278);
    assertThat(SenSlope.seasonal(interleaved(), 2).slope())
        .isCloseTo(-0.680446465481604, within(1e-9));
  }

  @Test
  void correlatedMultivariate() {
    expect(JointTrend.correlated(TWO), 0.05777683185903615, -1.8973873659119118, -317, 27913);
  }

  @Test
  void correlatedSeasonal() {
    expect(
        JointTrend.correlatedSeasonal(ONE, 12),
        0.06032641537423844,
        -1.878400366918792,
        -333,
        31427.666666666664);
  }

  @Test
  void partial() {
    TrendTest test = JointTrend.partial(TWO[0], TWO[1]);

    expect(test, 0.06670496348739152, -1.8336567432191642, -282.53012319329804, 23740.695506142725);
    assertThat(test.tau()).isCloseTo(-0.07552758237689744, within(1e-9));
    line(SenSlope.of(TWO[0]), -0.5634920634920635, 471.9761904761905);
  }

  @Test
  void aConstantHasNoTrend() {
    double[] constant = new double[360];
    Arrays.fill(constant, 3.7);

    expect(MannKendall.test(constant), 1, 0, 0, 0);
  }

  @Test
  void aRampHasNothingElse() {
    double[] ramp = IntStream.range(0, 360).asDoubleStream().toArray();
    TrendTest test = MannKendall.test(ramp);

    assertThat(test.score()).isEqualTo(64620);
    assertThat(test.tau()).isEqualTo(1);
    assertThat(test.pValue()).isLessThan(1e-9);
    assertThat(SenSlope.of(ramp).slope()).isEqualTo(1);
  }

  private static void line(SenSlope line, double slope, double intercept) {
    assertThat(line.slope()).isCloseTo(slope, within(1e-9));
    assertThat(line.intercept()).isCloseTo(intercept, within(1e-9));
  }

  private static void expect(TrendTest test, double p, double z, double score, double variance) {
    assertThat(test.pValue()).isCloseTo(p, within(1e-9));
    assertThat(test.z()).isCloseTo(z, within(1e-9));
    assertThat(test.score()).isCloseTo(score, within(1e-9));
    assertThat(test.variance()).isCloseTo(variance, within(1e-9 * Math.max(1, variance)));
  }

  private static double[] interleaved() {
    return IntStream.range(0, 2 * TWO[0].length).mapToDouble(i -> TWO[i % 2][i / 2]).toArray();
  }
}
