package io.plimsoll.stats.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DriftTestTest {

  @Test
  void theInflationIsThatOfTheSimulatedScore() {
    int n = 60;
    int runs = 6_000;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      double score = MannKendall.score(Runs.of(n, 0.6, 1, run, i -> 0));
      squares += score * score;
    }
    double independent = n * (n - 1.0) * (2 * n + 5) / 18;

    assertThat(squares / runs / independent).isCloseTo(DriftTest.inflation(n, 0.6), within(0.25));
    assertThat(DriftTest.inflation(n, 0.6)).isBetween(3.0, 4.0);
  }

  @Test
  void independentValuesAreNotInflated() {
    assertThat(DriftTest.inflation(100, 0)).isEqualTo(1);
  }

  @Test
  void aCoefficientIsFoundUnderALine() {
    DriftTest test = DriftTest.of(Runs.of(480, 0.6, 1, 11, i -> 0.01 * i));

    assertThat(test.autocorrelation()).isCloseTo(0.6, within(0.1));
    assertThat(test.effectiveCount()).isCloseTo(120, within(45.0));
    assertThat(test.line().slope()).isCloseTo(0.01, within(0.003));
    assertThat(test.line().low()).isLessThan(0.01);
    assertThat(test.line().high()).isGreaterThan(0.01);
    assertThat(test.drifts(0.05)).isTrue();
  }

  @Test
  void theIntervalWidensWithTheAutocorrelation() {
    double[] values = Runs.of(240, 0.7, 1, 5, i -> 0.02 * i);
    SenSlope plain = SenSlope.of(values);
    SenSlope honest = DriftTest.of(values).line();

    assertThat(honest.slope()).isEqualTo(plain.slope());
    assertThat(honest.high() - honest.low()).isGreaterThan(1.5 * (plain.high() - plain.low()));
  }
}
