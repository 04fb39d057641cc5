package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.anomaly.SeriesWatch.Kind;
import io.plimsoll.stats.anomaly.SeriesWatch.Relation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesWatchTest {

  @Test
  void ordinaryNoiseHardlyRings() {
    int alarms = 0;
    int windows = 0;
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      SeriesWatch watch = SeriesWatch.fresh(Relation.FREE, 60);
      for (int i = 0; i < 600; i++) {
        watch = watch.next(100 + 5 * random.nextGaussian(), 50);
        alarms += watch.verdict().score() >= 0.5 ? 1 : 0;
        windows++;
      }
    }

    assertThat(alarms / (double) windows).isLessThan(0.01);
  }

  @Test
  void aSpikeAndADropAreNamed() {
    assertThat(settled(Relation.FREE).next(400, 50).verdict())
        .satisfies(verdict -> assertThat(verdict.kind()).isEqualTo(Kind.SPIKE))
        .satisfies(verdict -> assertThat(verdict.score()).isGreaterThan(0.6))
        .satisfies(verdict -> assertThat(verdict.expected()).isBetween(98.0, 102.0));
    assertThat(settled(Relation.PROPORTIONAL).next(3, 50).verdict().kind()).isEqualTo(Kind.DROP);
  }

  @Test
  void aLastingShiftIsFoundWithinAFewWindows() {
    SeriesWatch watch = settled(Relation.FREE);
    Random random = new Random(8);
    int windows = 0;
    while (watch.verdict().kind() != Kind.LEVEL_UP && windows < 30) {
      watch = watch.next(110 + 5 * random.nextGaussian(), 50);
      windows++;
    }

    assertThat(windows).isLessThan(10);
  }

  @Test
  void aPlannedStepIsNoAnomaly() {
    SeriesWatch throughput = settled(Relation.PROPORTIONAL);
    SeriesWatch latency = settled(Relation.FREE);
    Random random = new Random(8);
    for (int i = 0; i < 60; i++) {
      throughput = throughput.next(300 + 15 * random.nextGaussian(), 150);
      latency = latency.next(180 + 5 * random.nextGaussian(), 150);
      assertThat(throughput.verdict().score()).as("throughput, window %d", i).isLessThan(0.6);
      assertThat(latency.verdict().score()).as("latency, window %d", i).isLessThan(0.6);
    }
  }

  @Test
  void theSameStepWithoutAPlanIsOne() {
    SeriesWatch watch = settled(Relation.PROPORTIONAL);

    assertThat(watch.next(300, 50).verdict().kind()).isEqualTo(Kind.SPIKE);
  }

  @Test
  void aPlannedPauseIsLeftOut() {
    SeriesWatch watch = settled(Relation.PROPORTIONAL);

    assertThat(watch.next(0, 0)).isEqualTo(watch);
  }

  private static SeriesWatch settled(Relation relation) {
    Random random = new Random(2);
    SeriesWatch watch = SeriesWatch.fresh(relation, 60);
    for (int i = 0; i < 60; i++) {
      watch = watch.next(100 + 5 * random.nextGaussian(), 50);
    }
    return watch;
  }
}
