package io.plimsoll.stats.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.queue.MultiServerQueue;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CurveChoiceTest {
  private static final double[] LOADS = {1, 2, 3, 4, 6, 8, 10, 12, 16, 20};

  @Test
  void choosesALineForWhatScalesPerfectly() {
    assertThat(chosen(n -> 40 * n)).isEqualTo(ScalingModel.LINEAR);
  }

  @Test
  void choosesTheLawOfAPoolThatIsFull() {
    CurveChoice fits = fits(n -> Math.min(40 * n, 320));

    CurveChoice.Candidate chosen = fits.chosen().orElseThrow();
    assertThat(chosen.curve()).isEqualTo(ScalingModel.SATURATION);
    assertThat(chosen.fit().map(f -> f.parameter(1)).orElseThrow()).isCloseTo(8, within(0.4));
  }

  @Test
  void choosesTheUniversalLawForWhatFallsAgain() {
    assertThat(chosen(n -> 40 * n / (1 + 0.05 * (n - 1) + 0.01 * n * (n - 1))))
        .isEqualTo(ScalingModel.USL);
  }

  @Test
  void saysWhyTheOthersWereRefused() {
    CurveChoice fits = fits(n -> Math.min(40 * n, 320));

    assertThat(fits.candidates()).hasSize(ScalingModel.values().length);
    assertThat(fits.of(ScalingModel.LINEAR).why()).contains("above that of SATURATION");
  }

  @Test
  void refusesInWordsWhereLevelsAreTooFew() {
    CurveChoice fits =
        CurveChoice.ofThroughput(
            Observations.of(new double[] {1, 2, 4}, new double[] {40, 70, 100}));

    assertThat(fits.of(ScalingModel.USL).fit()).isEmpty();
    assertThat(fits.of(ScalingModel.USL).why()).contains("3 observations can't tell 3 parameters");
    assertThat(fits.of(ScalingModel.AMDAHL).why()).contains("at least 5 are needed");
  }

  @Test
  void everyModelFindsItsOwnParameters() {
    for (ScalingModel model : ScalingModel.values()) {
      double[] truth = truth(model);
      double[] x = Arrays.stream(LOADS).map(n -> model.at(n, truth)).toArray();

      Fit fit = CurveChoice.fit(model, Observations.of(LOADS, x));

      assertThat(fit.residualStandardDeviation()).as(model.name()).isLessThan(1e-6);
      for (int i = 0; i < truth.length; i++) {
        assertThat(fit.parameter(i))
            .as(model.name() + " " + model.parameters().get(i).name())
            .isCloseTo(truth[i], within(1e-6 * Math.abs(truth[i])));
      }
    }
  }

  private static double[] truth(ScalingModel model) {
    return switch (model) {
      case LINEAR -> new double[] {37};
      case AMDAHL -> new double[] {37, 0.08};
      case GUSTAFSON -> new double[] {37, 0.3};
      case USL -> new double[] {37, 0.08, 0.002};
      case SATURATION -> new double[] {37, 9, 3};
      case POWER -> new double[] {37, 0.7};
      case LOGISTIC -> new double[] {400, 0.4, 7};
      case EXPONENTIAL -> new double[] {400, 0.15};
      case POLYNOMIAL -> new double[] {37, -0.6};
    };
  }

  @Test
  void findsTheServersOfAQueue() {
    double[] rates = {5, 10, 20, 30, 40, 50, 60, 65, 70, 75};
    double[] times =
        Arrays.stream(rates)
            .map(rate -> 1_000 * new MultiServerQueue(rate, 10, 8).meanResponse())
            .toArray();

    Fit fit =
        CurveChoice.fit(
            ResponseModel.SERVERS, Observations.of(rates, times).with(ErrorScale.RELATIVE));

    assertThat(fit.parameter(0)).as("service time, ms").isCloseTo(100, within(1e-3));
    assertThat(fit.parameter(1)).as("capacity, 1/s").isCloseTo(80, within(1e-3));
    assertThat(fit.parameter(2)).as("servers").isCloseTo(8, within(1e-3));
  }

  @Test
  void choosesTheQueueOfManyServersOnlyWhereOneWillNotDo() {
    double[] rates = {5, 10, 20, 30, 40, 50, 60, 65, 70, 75};

    assertThat(response(rates, 80)).isEqualTo(ResponseModel.QUEUE);
    assertThat(response(rates, 10)).isEqualTo(ResponseModel.SERVERS);
  }

  /** What is chosen for servers of this rate that complete 80 a second together. */
  private static Curve response(double[] rates, double serviceRate) {
    int servers = (int) (80 / serviceRate);
    Random random = new Random(11);
    double[] times =
        Arrays.stream(rates)
            .map(rate -> new MultiServerQueue(rate, serviceRate, servers).meanResponse())
            .map(time -> 1_000 * time * (1 + 0.01 * random.nextGaussian()))
            .toArray();
    Observations data = Observations.of(rates, times).with(ErrorScale.RELATIVE);
    return CurveChoice.ofResponse(data).chosen().orElseThrow().curve();
  }

  @Test
  void tellsUseThatGrowsFromUseThatIsHeldAndFromUseThatDoesNot() {
    assertThat(use(n -> 0.3)).isEqualTo(UseModel.STEADY);
    assertThat(use(n -> 0.05 + 0.03 * n)).isEqualTo(UseModel.LINE);
    assertThat(use(n -> 0.05 + 0.05 * Math.min(n, 9))).isEqualTo(UseModel.SATURATION);
  }

  private static Curve use(DoubleUnaryOperator truth) {
    Random random = new Random(3);
    double[] used =
        Arrays.stream(LOADS)
            .map(n -> truth.applyAsDouble(n) + 0.002 * random.nextGaussian())
            .toArray();
    return CurveChoice.ofUse(Observations.of(LOADS, used)).chosen().orElseThrow().curve();
  }

  private static Curve chosen(DoubleUnaryOperator truth) {
    return fits(truth).chosen().orElseThrow().curve();
  }

  private static CurveChoice fits(DoubleUnaryOperator truth) {
    Random random = new Random(7);
    double[] x =
        Arrays.stream(LOADS)
            .map(n -> truth.applyAsDouble(n) * (1 + 0.01 * random.nextGaussian()))
            .toArray();
    return CurveChoice.ofThroughput(Observations.of(LOADS, x).with(ErrorScale.RELATIVE));
  }
}
