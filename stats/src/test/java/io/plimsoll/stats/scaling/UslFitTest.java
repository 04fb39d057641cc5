package io.plimsoll.stats.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.Observations;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Published: Gunther, Guerrilla Capacity Planning (2007), as the R package usl reports it. */
class UslFitTest {

  @Test
  void meetsWhatIsPublishedOfSpecSdm91() {
    UslFit usl =
        UslFit.of(
            Observations.of(
                new double[] {1, 18, 36, 72, 108, 144, 216},
                new double[] {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2}));

    assertThat(usl.sigma()).isCloseTo(0.02773, within(0.000005));
    assertThat(usl.kappa()).isCloseTo(0.0001044, within(0.00000005));
    assertThat(usl.lambda()).isCloseTo(90.0, within(0.05));
    assertThat(usl.fit().standardError(0).orElseThrow()).isCloseTo(14.21, within(0.005));
    assertThat(usl.fit().standardError(1).orElseThrow()).isCloseTo(0.009122, within(0.0000005));
    assertThat(usl.fit().standardError(2).orElseThrow()).isCloseTo(1.988e-05, within(5e-9));
    assertThat(usl.fit().residualStandardDeviation()).isCloseTo(82.85, within(0.005));
    assertThat(usl.peakLoad().orElseThrow()).isCloseTo(96.51956, within(0.00001));
    assertThat(usl.peakThroughput().orElseThrow()).isCloseTo(1884, within(0.5));
    assertThat(usl.contentionLimit().orElseThrow()).isCloseTo(3245.589, within(0.01));
    assertThat(usl.optimalLoad().orElseThrow()).isCloseTo(36.06401, within(0.00001));
    assertThat(usl.peakInterval().contains(96.5)).isTrue();
    assertThat(usl.notes()).isEmpty();
  }

  @Test
  void flagsACoherencyThatTheDataWouldMakeNegative() {
    UslFit usl =
        UslFit.of(
            Observations.of(
                new double[] {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64},
                new double[] {20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310}));

    assertThat(usl.kappa()).isZero();
    assertThat(usl.peakLoad()).isEmpty();
    assertThat(usl.peakInterval().high()).isInfinite();
    assertThat(String.join("\n", usl.notes()))
        .contains("κ is held at 0")
        .contains("the peak can't be told from levels up to 64");
  }

  @Test
  void findsParametersThatAreAllDifferent() {
    double[] n = {1, 2, 4, 8, 16, 32, 48};
    double[] x = Arrays.stream(n).map(v -> truth(v, 250, 0.06, 0.0008)).toArray();

    UslFit usl = UslFit.of(Observations.of(n, x));

    assertThat(usl.lambda()).isCloseTo(250, within(1e-6));
    assertThat(usl.sigma()).isCloseTo(0.06, within(1e-9));
    assertThat(usl.kappa()).isCloseTo(0.0008, within(1e-11));
    assertThat(usl.efficiency(16)).isCloseTo(1 / (1 + 0.06 * 15 + 0.0008 * 16 * 15), within(1e-9));
  }

  @Test
  void intervalsOfNoisyLevelsHoldTheTruth() {
    Random random = new Random(11);
    double[] n = {1, 2, 4, 6, 8, 12, 16, 24, 32, 48};
    double[] x =
        Arrays.stream(n)
            .map(v -> truth(v, 250, 0.06, 0.0008) * (1 + 0.03 * random.nextGaussian()))
            .toArray();

    UslFit usl = UslFit.of(Observations.of(n, x).with(ErrorScale.RELATIVE));

    Interval sigma = usl.fit().interval(1, 0.95);
    assertThat(sigma.contains(0.06)).isTrue();
    assertThat(sigma.high() - sigma.low()).isBetween(0.005, 0.1);
    assertThat(usl.peakInterval().contains(Math.sqrt(0.94 / 0.0008))).isTrue();
  }

  private static double truth(double n, double lambda, double sigma, double kappa) {
    return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  }
}
