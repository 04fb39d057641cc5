package io.plimsoll.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class LineScheduleTest {
  @Nested
  final class Constant extends ArrivalScheduleContract {
    @Override
    ArrivalSchedule schedule() {
      return LineSchedule.constant(137.5, 3.2);
    }
  }

  @Nested
  final class RampUp extends ArrivalScheduleContract {
    @Override
    ArrivalSchedule schedule() {
      return LineSchedule.ramp(0, 90, 7);
    }
  }

  @Nested
  final class RampDown extends ArrivalScheduleContract {
    @Override
    ArrivalSchedule schedule() {
      return LineSchedule.ramp(83, 3, 5);
    }
  }

  @Nested
  final class Spike extends ArrivalScheduleContract {
    @Override
    ArrivalSchedule schedule() {
      return new LineSchedule.Builder()
          .line(3, 3, 2.5)
          .line(3, 200, 0.5)
          .line(0, 0, 1)
          .line(40, 0, 2)
          .build();
    }
  }

  @Test
  void isExactForWholeProducts() {
    assertThat(LineSchedule.constant(0.1, 30).count()).isEqualTo(3);
    assertThat(LineSchedule.constant(2000, 300).count()).isEqualTo(600_000);
    assertThat(LineSchedule.constant(1.0 / 3, 9).count()).isEqualTo(3);
    assertThat(LineSchedule.constant(10, 1).arrivalNanos(9)).isEqualTo(900_000_000L);
    assertThat(LineSchedule.constant(0, 1).count()).isZero();
  }

  @Test
  void carriesFractionsFromLineToLine() {
    LineSchedule.Builder many = new LineSchedule.Builder();
    for (int i = 0; i < 10; i++) {
      many.line(1, 1, 0.25);
    }

    assertThat(many.build().count()).isEqualTo(3);
    assertThat(many.build().arrivalNanos(1)).isEqualTo(1_000_000_000L);
  }
}
