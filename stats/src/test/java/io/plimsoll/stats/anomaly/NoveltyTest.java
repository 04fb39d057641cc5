package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NoveltyTest {
  private static final int DAY = 48;

  @Test
  void whatRepeatsIsNoNews() {
    Novelty novelty = new Novelty(new Novelty.Settings(200, DAY));

    for (int i = 0; i < 1_500; i++) {
      assertThat(novelty.add(wave(i))).as("value %d", i).isLessThan(0.1);
    }
  }

  @Test
  void aSpikeBeyondAllBeforeIsNews() {
    assertThat(scoreAfterNoise(60)).isGreaterThan(0.1);
    assertThat(scoreAfterNoise(0)).isLessThan(0.1);
  }

  @Test
  void theSameSpikeAgainIsLessNews() {
    Novelty novelty = new Novelty(new Novelty.Settings(200, 0));
    Random random = new Random(5);
    double first = 0;
    double second = 0;
    for (int i = 0; i < 1_200; i++) {
      boolean spike = i == 600 || i == 1_100;
      double score = novelty.add(100 + random.nextGaussian() + (spike ? 60 : 0));
      first = i == 600 ? score : first;
      second = i == 1_100 ? score : second;
    }

    assertThat(first).isGreaterThan(0.15);
    assertThat(second).isLessThan(first / 2);
  }

  @Test
  void anotherLevelIsNewsEvenWithinTheRange() {
    Novelty novelty = new Novelty(new Novelty.Settings(300, DAY));
    double most = 0;
    for (int i = 0; i < 1_000; i++) {
      double score = novelty.add(i < 900 ? wave(i) : 100);
      most = i >= 900 ? Math.max(most, score) : most;
    }

    assertThat(most).isGreaterThan(0.1);
  }

  @Test
  void theWarmUpAndConstantsScoreZero() {
    Novelty novelty = new Novelty(new Novelty.Settings(100, 0));
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      assertThat(novelty.add(random.nextGaussian())).isZero();
    }
    Novelty constant = new Novelty(new Novelty.Settings(1, 0));
    for (int i = 0; i < 300; i++) {
      assertThat(constant.add(0.1)).isLessThan(1e-6);
    }
  }

  @Test
  void aStateBringsItBack() {
    Novelty whole = new Novelty(new Novelty.Settings(50, 24));
    Novelty broken = new Novelty(new Novelty.Settings(50, 24));
    Random random = new Random(3);
    for (int i = 0; i < 3_000; i++) {
      double value = random.nextGaussian() + (i > 400 ? 3 : 0);
      if (i % 97 == 0) {
        broken = Novelty.of(broken.state());
      }
      assertThat(broken.add(value)).as("value %d", i).isEqualTo(whole.add(value));
    }
  }

  @Test
  void memoryIsBounded() {
    Novelty novelty = new Novelty(new Novelty.Settings(1, 24));
    for (int i = 0; i < 5_000; i++) {
      novelty.add(i % 7);
    }

    assertThat(novelty.state().sums()).hasSizeLessThanOrEqualTo(2_048);
    assertThat(new Novelty.Settings(1, 288).capacity()).isEqualTo(7 * 288 + 36);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Novelty(new Novelty.Settings(1, 0)).add(Double.NaN))
        .withMessage("value: expected a finite number, found NaN");
    assertThatIllegalArgumentException().isThrownBy(() -> new Novelty.Settings(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Novelty.Settings(1, 1));
  }

  private static double wave(int i) {
    return 100 + 20 * Math.sin(2 * Math.PI * i / DAY);
  }

  private static double scoreAfterNoise(double more) {
    Novelty novelty = new Novelty(new Novelty.Settings(200, 0));
    Random random = new Random(9);
    for (int i = 0; i < 600; i++) {
      novelty.add(100 + random.nextGaussian());
    }
    return novelty.add(100 + more);
  }
}
