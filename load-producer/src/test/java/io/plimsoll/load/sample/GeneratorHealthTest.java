package io.plimsoll.load.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What marks a run as limited by its generator, and what does not. */
final class GeneratorHealthTest {
  private static final long LIMIT = 100_000;

  private final GeneratorHealth health = new GeneratorHealth();

  @Test
  void aGeneratorAtItsLimitsButNotPastThemIsWell() {
    seconds(100, LIMIT, LIMIT, 0.95, LIMIT);

    assertThat(health.limited()).isFalse();
    assertThat(health.warnings()).isEmpty();
  }

  @Test
  void theFirstThreeSecondsDoNotCount() {
    seconds(3, 9 * LIMIT, 9 * LIMIT, 1, 9 * LIMIT);
    well(60);

    assertThat(health.limited()).isFalse();
  }

  @Test
  void theThirdBadSecondMarksAtOnce() {
    well(3 + 10);
    seconds(2, LIMIT + 1, 0, 0, 0);
    assertThat(health.limited()).isFalse();

    seconds(1, LIMIT + 1, 0, 0, 0);

    assertThat(health.limited()).isTrue();
  }

  @Test
  void fewerThanOneBadSecondInTwentyDoNotMark() {
    seconds(3, 0, 0, 0, 0);
    seconds(3, 0, 2 * LIMIT, 0, 0);
    well(58);
    assertThat(health.limited()).isFalse();

    seconds(1, 0, 2 * LIMIT, 0, 0); // 4 of 62

    assertThat(health.limited()).isTrue();
  }

  @Test
  void secondsBadInDifferentWaysAddUp() {
    well(3);
    seconds(1, 2 * LIMIT, 0, 0, 0);
    seconds(1, 0, 0, 0.97, 0);
    assertThat(health.limited()).isFalse();

    seconds(1, 0, 0, 0, 2 * LIMIT);

    assertThat(health.limited()).isTrue();
    assertThat(health.warnings()).hasSize(3);
  }

  @Test
  void eachWarningSaysWhatWasPastItsLimitAndByHowMuch() {
    well(3 + 4);
    seconds(3, 250_000, 350_400, 0.987, 1_234_000);
    seconds(1, 150_000, 0, 0, 0);

    assertThat(health.warnings())
        .containsExactly(
            "the generator was at its limit in 4 of 8 seconds:"
                + " its event loop stalled, at worst 250 ms",
            "the generator was at its limit in 3 of 8 seconds: it sent late, at worst by 350 ms",
            "the generator was at its limit in 3 of 8 seconds:"
                + " an event loop had no CPU left, at worst 99 %",
            "the generator was at its limit in 3 of 8 seconds: requests waited for a connection,"
                + " at worst 1234 ms, though the target was not slow; raise maxConnections");
  }

  private void well(int seconds) {
    seconds(seconds, 900, 900, 0.3, 0);
  }

  private void seconds(int count, long delay, long lag, double cpu, long poolWait) {
    for (int i = 0; i < count; i++) {
      health.add(delay, lag, cpu, poolWait);
    }
  }
}
