package io.plimsoll.stats.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentationTest {

  @Test
  void agreesWithASearchThatPrunesNothing() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] values = new double[60 + random.nextInt(60)];
      double level = 0;
      for (int i = 0; i < values.length; i++) {
        level += random.nextInt(25) == 0 ? 4 * random.nextGaussian() : 0;
        values[i] = level + random.nextGaussian();
      }
      int least = 1 + random.nextInt(6);
      double penalty = 2 + 20 * random.nextDouble();
      assertThat(cost(values, new Segmentation(values, least).borders(penalty), penalty, least))
          .as("cost with seed %s", seed)
          .isEqualTo(naive(values, penalty, least), org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  private static double cost(double[] values, List<Integer> borders, double penalty, int least) {
    List<Integer> all = new ArrayList<>(borders);
    all.add(values.length);
    double total = -penalty;
    int from = 0;
    for (int to : all) {
      assertThat(to - from).isGreaterThanOrEqualTo(least);
      total += squared(values, from, to) + penalty;
      from = to;
    }
    return total;
  }

  private static double naive(double[] values, double penalty, int least) {
    double[] best = new double[values.length + 1];
    best[0] = -penalty;
    for (int end = 1; end <= values.length; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int start = 0; start <= end - least; start++) {
        best[end] = Math.min(best[end], best[start] + squared(values, start, end) + penalty);
      }
    }
    return best[values.length];
  }

  private static double squared(double[] values, int from, int to) {
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += values[i] / (to - from);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum;
  }
}
