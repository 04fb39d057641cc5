package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadWatchTest {
  private static final long SECOND = RunDetectors.SECOND;

  @Test
  void goesOnAfterARestartAsIfThereHadBeenNone() {
    Random random = new Random(5);
    SpreadWatch watch = new SpreadWatch();
    SpreadWatch restarted = new SpreadWatch();
    int told = 0;
    for (int at = 0; at < 400; at++) {
      double wide = at >= 150 && at < 250 ? 0.5 : 0.1;
      double log = Math.log(20_000) + wide * random.nextGaussian();
      watch.next(log, true, at * SECOND, (at + 1) * SECOND);
      restarted.next(log, true, at * SECOND, (at + 1) * SECOND);
      ByteWriter out = new ByteWriter(64);
      restarted.encode(out);
      restarted = new SpreadWatch();
      restarted.restore(new ByteReader(out.copy()));

      assertThat(told(restarted)).as("second %s", at).isEqualTo(told(watch));
      told += told(watch).size();
    }
    assertThat(told).isBetween(50, 200);
  }

  @Test
  void whatIsNoSteadyLevelIsNotLookedAt() {
    Random random = new Random(6);
    SpreadWatch watch = new SpreadWatch();
    for (int at = 0; at < 300; at++) {
      double wide = at < 150 ? 0.1 : 1;
      watch.next(wide * random.nextGaussian(), at < 150, at * SECOND, (at + 1) * SECOND);
      assertThat(told(watch)).isEmpty();
    }
  }

  private static List<Anomaly> told(SpreadWatch watch) {
    List<Anomaly> told = new ArrayList<>();
    watch.tell("browse", told::add);
    return told;
  }
}
