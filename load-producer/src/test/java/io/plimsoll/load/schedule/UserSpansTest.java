package io.plimsoll.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UserSpansTest {
  /** Ten users, a spike to thirty, ten again. */
  private static final UserSchedule SPIKE =
      new UserSchedule(
          List.of(
              new UserLine(0, 10, 1_000),
              new UserLine(10, 10, 500),
              new UserLine(10, 30, 200),
              new UserLine(30, 30, 300),
              new UserLine(30, 10, 200),
              new UserLine(10, 10, 500),
              new UserLine(10, 0, 1_000)));

  @Test
  void bringsUsersInAndOutAlongTheLines() {
    assertThat(SPIKE.users()).isEqualTo(30);
    assertThat(SPIKE.spans(4)).containsExactly(new UserSpan(400, 3_300));
    assertThat(SPIKE.spans(20)).containsExactly(new UserSpan(1_600, 2_100));
  }

  @Test
  void hasAsManyUsersAtAnyMomentAsTheLinesSay() {
    long there =
        java.util.stream.IntStream.range(0, 30)
            .filter(
                user ->
                    SPIKE.spans(user).stream()
                        .anyMatch(span -> span.beginNanos() <= 1_649 && span.endNanos() > 1_649))
            .count();

    assertThat(there).isEqualTo(25);
  }

  @Test
  void letsUsersComeBack() {
    UserSchedule twice =
        new UserSchedule(
            List.of(new UserLine(1, 1, 10), new UserLine(0, 0, 10), new UserLine(2, 2, 10)));

    assertThat(twice.spans(0)).containsExactly(new UserSpan(0, 10), new UserSpan(20, 30));
    assertThat(twice.spans(1)).containsExactly(new UserSpan(20, 30));
    assertThat(twice.durationNanos()).isEqualTo(30);
  }
}
