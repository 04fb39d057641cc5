package io.plimsoll.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The laws of every arrival schedule. */
abstract class ArrivalScheduleContract {
  abstract ArrivalSchedule schedule();

  /** The integral of the rate up to this offset, from the rate alone. */
  private double integral(long upToNanos) {
    int steps = 20_000;
    double width = (double) upToNanos / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += schedule().ratePerSecond((long) ((i + 0.5) * width)) * width / 1e9;
    }
    return sum;
  }

  @Test
  void countsWhatTheRateComesTo() {
    double expected = integral(schedule().durationNanos());

    assertThat((double) schedule().count()).isBetween(expected - 0.01, expected + 1.01);
  }

  @Test
  void putsEachArrivalWhereTheIntegralReachesIt() {
    long step = Math.max(1, schedule().count() / 7);
    for (long n = 0; n < schedule().count(); n += step) {
      double reached = integral(schedule().arrivalNanos(n));
      assertThat(reached).as("arrival %d", n).isCloseTo((double) n, within(0.02 + n * 1e-4));
    }
  }

  @Test
  void neverGoesBackAndStaysWithinItsTime() {
    long before = 0;
    for (long n = 0; n < schedule().count(); n++) {
      long at = schedule().arrivalNanos(n);
      assertThat(at).isBetween(before, schedule().durationNanos() - 1);
      before = at;
    }
  }

  @Test
  void hasNothingBeyondItsCount() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> schedule().arrivalNanos(schedule().count()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
