package io.plimsoll.report.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToTheLongestAndStaysThere() {
    Backoff backoff = new Backoff(() -> 1);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pauses.add(backoff.next(Optional.empty()).toMillis());
    }

    assertThat(pauses).startsWith(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L);
    assertThat(pauses.get(99)).isEqualTo(30_000L);
    backoff.succeeded();
    assertThat(backoff.next(Optional.empty())).isEqualTo(Backoff.FIRST);
  }

  @Test
  void staysBetweenHalfAndWhole() {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      Duration pause = new Backoff(random::nextDouble).next(Optional.empty());
      assertThat(pause).as("seed %d", seed).isBetween(Backoff.FIRST.dividedBy(2), Backoff.FIRST);
    }
  }
}
