package io.plimsoll.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The scores by hand on a small series: 100 rows, one window at rows 40 to 49, probation 15 rows.
 */
class ScoresTest {
  private static final List<int[]> WINDOW = List.of(new int[] {40, 49});

  @Test
  void nabGivesZeroToSilenceAndAHundredToTheFirstRow() {
    assertThat(nab(0.11).normalised()).isZero();
    assertThat(nab(0.11, 40).normalised()).isCloseTo(100, within(1e-9));
    assertThat(nab(0.11, 40, 45, 49).normalised()).isCloseTo(100, within(1e-9));
  }

  @Test
  void nabTakesOffForLatenessAndFalseAlarms() {
    double last = (2 / (1 + Math.exp(-0.5)) - 1) / (2 / (1 + Math.exp(-5)) - 1);

    assertThat(nab(0.11, 49).normalised()).isCloseTo(50 * (1 + last), within(1e-9));
    assertThat(nab(0.11, 20, 40).normalised()).isCloseTo(100 - 5.5, within(1e-9));
    assertThat(nab(0.22, 20, 40).normalised()).isCloseTo(100 - 11, within(1e-9));
    assertThat(nab(0.11, 40, 80).normalised()).isCloseTo(100 - 5.5, within(1e-9));
    assertThat(nab(0.11, 10, 40).normalised()).as("in probation").isCloseTo(100, within(1e-9));
    assertThat(nab(0.11, 20, 40).falseAlarms()).isEqualTo(1);
    assertThat(nab(0.11, 20, 40).hits()).isEqualTo(1);
  }

  @Test
  void eventsAreFoundWithinTheirTolerance() {
    assertThat(events(50)).isEqualTo("1 found, 0 missed, 0 false");
    assertThat(events(57)).isEqualTo("1 found, 0 missed, 0 false");
    assertThat(events(58)).isEqualTo("0 found, 1 missed, 1 false");
    assertThat(events(49)).isEqualTo("0 found, 1 missed, 1 false");
    assertThat(events(70, 75, 80, 95)).isEqualTo("0 found, 1 missed, 2 false");
    assertThat(events(3)).isEqualTo("0 found, 1 missed, 0 false");
  }

  private static NabScore nab(double falseAlarmWeight, int... alarms) {
    NabScore score = new NabScore(falseAlarmWeight);
    score.add(scores(alarms), WINDOW, 0.5);
    return score;
  }

  private static String events(int... alarms) {
    EventScore score = new EventScore();
    List<Integer> labels =
        IntStream.range(0, 100).map(i -> i >= 50 && i <= 52 ? 1 : 0).boxed().toList();
    score.add(labels, scores(alarms), 0.5);
    return score.counts();
  }

  private static double[] scores(int... alarms) {
    double[] scores = new double[100];
    for (int alarm : alarms) {
      scores[alarm] = 1;
    }
    return scores;
  }
}
