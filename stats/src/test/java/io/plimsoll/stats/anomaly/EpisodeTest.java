package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EpisodeTest {
  @Test
  void oneUnusualWindowIsNotAnEpisode() {
    assertThat(after("..x..x...x").open()).isFalse();
  }

  @Test
  void twoOfThreeOpenItFromTheFirstOn() {
    Episode gap = after(".x.x");

    assertThat(gap.open()).isTrue();
    assertThat(gap.sinceMicros()).isEqualTo(1);
    assertThat(after("..xx").sinceMicros()).isEqualTo(2);
  }

  @Test
  void threeUsualWindowsCloseIt() {
    assertThat(after(".xx..").open()).isTrue();
    Episode over = after(".xx...");
    assertThat(over.open()).isFalse();
    assertThat(over.untilMicros()).isEqualTo(3);
    assertThat(after(".xx..x..").open()).isTrue();
  }

  private static Episode after(String windows) {
    Episode episode = Episode.NONE;
    for (int i = 0; i < windows.length(); i++) {
      episode = episode.next(windows.charAt(i) == 'x', i, i + 1);
    }
    return episode;
  }

  @Test
  void theBaselineIsThatOfSpikeEveryFourthValue() {
    Random random = new Random(11);
    MovingBaseline baseline = new MovingBaseline(60, 1e-6);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double value = (float) (100 + random.nextGaussian());
      values.add(value);
      baseline.add(value);
      if (i >= 12 && (i - 11) % 4 == 0) {
        List<Double> last = values.subList(Math.max(0, values.size() - 60), values.size());
        Spike naive = new Spike(60, 1e-6, last);
        assertThat(baseline.median()).as("value %s, seed 11", i).isEqualTo(naive.median());
        assertThat(baseline.z(107, 0)).isCloseTo(naive.z(107) / (1 + 8.0 / last.size()), within());
      }
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-4);
  }

  @Test
  void aBaselineOfEqualValuesHasTheScaleOfItsGrainOrOfTheNoise() {
    MovingBaseline baseline = new MovingBaseline(20, 0.5);
    for (int i = 0; i < 20; i++) {
      baseline.add(3);
    }

    assertThat(baseline.z(4, 0)).isEqualTo(2);
    assertThat(baseline.z(4, 4)).isEqualTo(0.25);
  }

  @Test
  void aRestoredBaselineGoesOnTheSame() {
    Random random = new Random(12);
    MovingBaseline one = new MovingBaseline(15, 0.01);
    for (int i = 0; i < 37; i++) {
      one.add(random.nextGaussian());
    }
    ByteWriter out = new ByteWriter(16);
    one.encode(out);
    MovingBaseline other = new MovingBaseline(15, 0.01);
    other.restore(new ByteReader(out.copy()));

    for (int i = 0; i < 9; i++) {
      double value = random.nextGaussian();
      one.add(value);
      other.add(value);
      assertThat(other.z(5, 0)).as("seed 12").isEqualTo(one.z(5, 0));
    }
  }
}
