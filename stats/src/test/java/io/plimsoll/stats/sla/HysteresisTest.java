package io.plimsoll.stats.sla;

import static io.plimsoll.stats.sla.Hysteresis.Change.FIRING;
import static io.plimsoll.stats.sla.Hysteresis.Change.NONE;
import static io.plimsoll.stats.sla.Hysteresis.Change.PENDING;
import static io.plimsoll.stats.sla.Hysteresis.Change.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.sla.Hysteresis.Change;
import io.plimsoll.stats.sla.Hysteresis.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HysteresisTest {
  @Test
  void firesAtOnceAndResolvesAtOnceWithoutPatience() {
    assertThat(changes(new Patience(0, 0, 0, 1), "..x.xx."))
        .containsExactly(NONE, NONE, FIRING, RESOLVED, FIRING, NONE, RESOLVED);
  }

  @Test
  void waitsInOnePieceBeforeItFires() {
    assertThat(changes(new Patience(2, 0, 0, 1), "x.xxxx."))
        .containsExactly(PENDING, RESOLVED, PENDING, NONE, FIRING, NONE, RESOLVED);
  }

  @Test
  void addsPiecesUpWithinASpan() {
    assertThat(changes(new Patience(3, 5, 0, 1), "x.x.x...x.....x"))
        .containsExactly(
            PENDING, NONE, NONE, NONE, FIRING, RESOLVED, NONE, NONE, PENDING, NONE, NONE, NONE,
            NONE, RESOLVED, PENDING);
  }

  @Test
  void keepsFiringUntilTheLimitWasKeptForItsTime() {
    assertThat(changes(new Patience(0, 0, 2, 1), "x..x...."))
        .containsExactly(FIRING, NONE, NONE, NONE, NONE, NONE, RESOLVED, NONE);
  }

  @Test
  void aSecondObservationOfTheSameTimeMayBeginABreachOnly() {
    Hysteresis hysteresis = new Hysteresis(new Patience(0, 0, 0, 1));

    assertThat(hysteresis.observe(5, false)).isEqualTo(NONE);
    assertThat(hysteresis.observe(5, true)).isEqualTo(FIRING);
    assertThat(hysteresis.observe(5, true)).isEqualTo(NONE);
    assertThat(hysteresis.observe(5, false)).isEqualTo(NONE);
    assertThat(hysteresis.observe(4, false)).isEqualTo(NONE);
    assertThat(hysteresis.episode()).isEqualTo(1);
  }

  @Test
  void goesOnAfterARestoreAsIfThereHadBeenNone() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Patience patience =
          new Patience(random.nextInt(4), random.nextInt(2) * 6L, random.nextInt(4), 1);
      Hysteresis whole = new Hysteresis(patience);
      Hysteresis restored = new Hysteresis(patience);
      for (int time = 0; time < 60; time++) {
        boolean breach = random.nextInt(3) > 0;
        Hysteresis next = new Hysteresis(patience);
        next.restore(restored.state());
        restored = next;
        assertThat(restored.observe(time, breach))
            .as("seed %d, time %d", seed, time)
            .isEqualTo(whole.observe(time, breach));
      }
      assertThat(restored.state()).as("seed %d", seed).isEqualTo(whole.state());
    }
  }

  @Test
  void everyBreachIsRaisedOnceAndEndedOnce() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Hysteresis hysteresis =
          new Hysteresis(new Patience(random.nextInt(5), 0, random.nextInt(5), 1));
      List<String> told = new ArrayList<>();
      for (int time = 0; time < 300; time++) {
        Change change = hysteresis.observe(time, random.nextInt(4) == 0);
        if (change != NONE) {
          told.add(hysteresis.episode() + " " + change);
        }
      }
      assertThat(told).as("seed %d", seed).doesNotHaveDuplicates();
    }
  }

  private static List<Change> changes(Patience patience, String breaches) {
    Hysteresis hysteresis = new Hysteresis(patience);
    List<Change> changes = new ArrayList<>();
    for (int time = 0; time < breaches.length(); time++) {
      changes.add(hysteresis.observe(time, breaches.charAt(time) == 'x'));
    }
    return changes;
  }
}
