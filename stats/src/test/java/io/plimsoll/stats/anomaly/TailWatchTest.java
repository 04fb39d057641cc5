package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailWatchTest {
  private static final int HOURS = 24 * 30;
  private static final int SPIKE_AT = 24 * 20 + 7;

  /** Hourly values with a daily wave and noise. */
  private static double[] waves(long seed) {
    return waves(seed, 3);
  }

  private static double[] waves(long seed, double noise) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[HOURS];
    for (int i = 0; i < HOURS; i++) {
      values[i] = 100 + 40 * Math.sin(2 * Math.PI * i / 24) + noise * random.nextGaussian();
    }
    return values;
  }

  private static List<Integer> alarms(double[] values) {
    TailWatch watch = TailWatch.every(Duration.ofHours(1));
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (watch.add(values[i]) >= TailWatch.ALARM) {
        alarms.add(i);
      }
    }
    return alarms;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysNothingOfWavesAndNoise(long seed) {
    assertThat(alarms(waves(seed))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsAPeakWithinTheRangeOfTheWave(long seed) {
    double[] values = waves(seed);
    // As high as every noon, but at night.
    values[SPIKE_AT + 12] += 75;

    // The next two may still be counted with it.
    assertThat(alarms(values)).startsWith(SPIKE_AT + 12).allMatch(at -> at < SPIKE_AT + 15);
  }

  @Test
  void findsADropToNothing() {
    double[] values = waves(6);
    values[SPIKE_AT] = 0;

    assertThat(alarms(values)).containsExactly(SPIKE_AT);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void whatStaysNeedNotBeAsFarOutAsASingleValue(long seed) {
    double[] once = waves(seed, 6);
    once[SPIKE_AT] += 30;
    double[] staying = waves(seed, 6);
    for (int i = 0; i < 3; i++) {
      staying[SPIKE_AT + i] += 30;
    }

    assertThat(alarms(once)).isEmpty();
    assertThat(alarms(staying)).isNotEmpty().allMatch(at -> at > SPIKE_AT && at < SPIKE_AT + 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void whatIsSmallBesideTheLevelIsNone(long seed) {
    double[] values = waves(seed);
    for (int i = 0; i < HOURS; i++) {
      values[i] = 1000 + (values[i] - 100) / 40;
    }
    values[SPIKE_AT] += 100;
    double[] larger = values.clone();
    larger[SPIKE_AT] += 200;

    assertThat(alarms(values)).isEmpty();
    assertThat(alarms(larger)).containsExactly(SPIKE_AT);
  }

  @Test
  void anAnomalyDoesNotHideALaterOne() {
    double[] values = waves(7);
    values[SPIKE_AT] += 1_000;
    values[SPIKE_AT + 72] += 100;

    assertThat(alarms(values)).contains(SPIKE_AT, SPIKE_AT + 72);
  }

  @Test
  void whatComesEachDayIsUsual() {
    double[] values = waves(8);
    for (int day = 3; day < 30; day++) {
      values[day * 24 + 5] += 80;
    }

    assertThat(alarms(values)).allMatch(at -> at < 24 * 12);
  }

  @Test
  void aSeriesThatNeverMovesHasNoAlarms() {
    double[] still = new double[HOURS];
    assertThat(alarms(still)).isEmpty();
    still[SPIKE_AT] = 1;
    assertThat(alarms(still)).as("nothing to hold it against").isEmpty();
  }

  @Test
  void refusesWhatItCannotUse() {
    TailWatch watch = TailWatch.every(Duration.ofMinutes(1));
    assertThatThrownBy(() -> watch.add(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> TailWatch.every(Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 s to 1 d");
  }
}
