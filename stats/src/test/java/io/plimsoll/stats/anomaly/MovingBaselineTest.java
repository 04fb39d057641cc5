package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MovingBaselineTest {
  private static final int WINDOW = 60;

  @Test
  void coldStartIsNotUsual() {
    MovingBaseline baseline = baseline();
    Random random = new Random(1);
    for (int i = 0; i < 24; i++) {
      baseline.add(5 + (i < 10 ? 3 * Math.exp(-i / 4.0) : 0) + 0.05 * random.nextGaussian());
    }

    assertThat(baseline.median()).isEqualTo(5, within(0.05));
    assertThat(baseline.z(5.5, 0)).as("half more").isGreaterThan(5);
  }

  @Test
  void steadyValuesAreHardlyEverUnusual() {
    Random random = new Random(2);
    int series = 20_000;
    int unusual = 0;
    int left = 0;
    for (int k = 0; k < series; k++) {
      MovingBaseline baseline = baseline();
      int values = 16 + random.nextInt(40);
      for (int i = 0; i < values; i++) {
        baseline.add(5 + random.nextGaussian());
      }
      unusual += baseline.z(5 + random.nextGaussian(), 0) >= 6 ? 1 : 0;
      left += Math.abs(baseline.median() - 5) > 1.5 ? 1 : 0;
    }

    assertThat(unusual).isLessThan(series / 1_000);
    assertThat(left).as("settled on a few of the values").isLessThan(series / 1_000);
  }

  @Test
  void worseThanAtTheBeginningIsNotCalledSettled() {
    MovingBaseline baseline = baseline();
    for (int i = 0; i < 30; i++) {
      baseline.add(i < 18 ? 5 + 0.01 * (i % 3) : 7 + 0.01 * (i % 3));
    }

    assertThat(baseline.median()).isLessThan(5.1);
  }

  @Test
  void whatBecomesFasterLaterIsLearnedAsTheRest() {
    MovingBaseline baseline = baseline();
    for (int i = 0; i < 28; i++) {
      baseline.add(7 + 0.01 * (i % 3));
    }
    for (int i = 0; i < 20; i++) {
      baseline.add(5 + 0.01 * (i % 3));
    }

    assertThat(baseline.median()).as("of most of a minute").isGreaterThan(6.9);
  }

  @Test
  void goesOnAfterARestartAsIfNothingHadBeen() {
    MovingBaseline through = baseline();
    MovingBaseline before = baseline();
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double value = (i < 9 ? 8 : 5) + 0.1 * random.nextGaussian();
      through.add(value);
      before.add(value);
      ByteWriter out = new ByteWriter(64);
      before.encode(out);
      MovingBaseline after = baseline();
      after.restore(new ByteReader(out.copy()));
      before = after;

      assertThat(after.z(6, 0)).isEqualTo(through.z(6, 0));
      assertThat(after.median()).isEqualTo(through.median());
    }
  }

  private static MovingBaseline baseline() {
    return new MovingBaseline(WINDOW, 0.02);
  }
}
