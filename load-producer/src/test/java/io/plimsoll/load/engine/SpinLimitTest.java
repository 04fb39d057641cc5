package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a lane may look at the clock instead of sleeping. */
final class SpinLimitTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = -17 * SECOND; // a monotonic clock has no particular origin

  private final AtomicLong waited = new AtomicLong();
  private final SpinLimit limit = new SpinLimit(waited::get, START);

  @Test
  void allowsNoMoreThanTwoFifthsOfASecond() {
    limit.spent(399_999_999L);
    assertThat(limit.allows(START + 1)).isTrue();

    limit.spent(1);
    assertThat(limit.allows(START + SECOND - 1)).isFalse();

    assertThat(limit.allows(START + SECOND)).isTrue();
  }

  @Test
  void leavesTheCoreToOthersWhoWantIt() {
    waited.set(100_000_001L);
    assertThat(limit.allows(START + SECOND)).isFalse();

    waited.addAndGet(100_000_000L);
    assertThat(limit.allows(START + 2 * SECOND)).isTrue();
  }

  @Test
  void neverSpinsWhereTheSystemDoesNotTellWhoWaits() {
    SpinLimit blind = new SpinLimit(() -> -1, START);

    assertThat(blind.allows(START + 1)).isFalse();
    assertThat(blind.allows(START + 3 * SECOND)).isFalse();
  }

  @Test
  void takesTheWaitOutOfLinuxsThreeNumbers() {
    assertThat(second("92956 937869 2\n")).isEqualTo(937_869);
    assertThat(second("0 0 0")).isZero();
    assertThat(second("92956")).isNegative();
    assertThat(second("")).isNegative();
  }

  @Test
  void expectsTimersToBeAsLateAsTheyWere() {
    TimerLateness lateness = new TimerLateness();
    assertThat(lateness.expectedNanos()).isZero();

    for (int i = 0; i < 200; i++) {
      lateness.add(i % 2 == 0 ? 30_000 : 34_000);
    }
    assertThat(lateness.expectedNanos()).isBetween(34_000L, 40_000L);

    for (int i = 0; i < 200; i++) {
      lateness.add(5_000_000);
    }
    assertThat(lateness.expectedNanos()).isEqualTo(100_000);
  }

  private static long second(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return CoreWait.second(bytes, bytes.length);
  }
}
