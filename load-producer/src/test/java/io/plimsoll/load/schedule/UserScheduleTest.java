package io.plimsoll.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UserScheduleTest {
  @Test
  void beginsAllAtOnceWithoutARampUp() {
    UserSchedule schedule = UserSchedule.of(3, 0, 100, 0);

    assertThat(schedule.startNanos(2)).isZero();
    assertThat(schedule.stopNanos(0)).isEqualTo(100);
  }

  @Test
  void dropsNoFractionOfAUser() {
    UserSchedule schedule = UserSchedule.of(7, 3_000, 1_000, 3_500);

    for (int user = 0; user < 7; user++) {
      assertThat(schedule.startNanos(user)).isEqualTo(Math.round(3_000 * user / 7.0));
    }
    assertThat(schedule.stopNanos(6)).isEqualTo(4_500);
    assertThat(schedule.stopNanos(0)).isEqualTo(schedule.durationNanos()).isEqualTo(7_500);
  }
}
