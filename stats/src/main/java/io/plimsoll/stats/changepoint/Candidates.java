package io.plimsoll.stats.changepoint;

import io.plimsoll.stats.compare.Spread;
import java.util.Arrays;
import java.util.List;

/**
 * Where a series might have changed: many more places than are reported. Values are drawn in to the
 * running median by four robust deviations, so that spikes shorter than half its width don't count;
 * the noise comes from successive differences, which level changes hardly touch. What a first,
 * strict segmentation leaves over says how the values hang together, and the penalty of the second
 * grows with that.
 *
 * @param borders first indices of the stretches but the first, ascending
 * @param dependence lag-one autocorrelation within stretches, 0…{@value #MOST_DEPENDENT}
 */
record Candidates(List<Integer> borders, double dependence) {
  private static final int MEDIAN_WIDTH = 11;
  private static final double WILD = 4;
  private static final double STRICT = 6;
  private static final double LENIENT = 3;
  private static final int LEAST = 6;
  private static final double MOST_DEPENDENT = 0.8;

  Candidates {
    borders = List.copyOf(borders);
  }

  /**
   * @param values finite, at least six
   */
  static Candidates of(double[] values) {
    int n = values.length;
    int width = Math.min(MEDIAN_WIDTH, n / 2 * 2 - 1);
    int least = Math.max(2, Math.min(LEAST, n / 6));
    double[] calm = calmed(values, width);
    double noise = noise(calm, width);
    double[] scaled = Arrays.stream(calm).map(value -> value / noise).toArray();
    Segmentation segmentation = new Segmentation(scaled, least);
    double phi = dependence(scaled, segmentation.borders(STRICT * Math.log(n)));
    double penalty = LENIENT * Math.log(n) * Math.sqrt((1 + phi) / (1 - phi));
    return new Candidates(segmentation.borders(penalty), phi);
  }

  private static double[] calmed(double[] values, int width) {
    double[] middle = RunningMedian.of(values, width);
    double[] rest = less(values, middle);
    double bound = WILD * Spread.robust(rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = middle[i] + Math.max(-bound, Math.min(bound, rest[i]));
    }
    return rest;
  }

  /** Of differences; of what the running median leaves where most differences are 0. */
  private static double noise(double[] calm, int width) {
    double[] steps = new double[calm.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = calm[i + 1] - calm[i];
    }
    double noise = Spread.medianDeviation(steps) / Math.sqrt(2);
    if (noise > 0) {
      return noise;
    }
    double rest = Spread.deviation(less(calm, RunningMedian.of(calm, width)));
    double range =
        Arrays.stream(calm).max().orElseThrow() - Arrays.stream(calm).min().orElseThrow();
    return rest > 0 ? rest : range > 0 ? 1e-9 * range : 1;
  }

  /** The lag-one coefficient of what the segments leave over, freed of its bias. */
  private static double dependence(double[] values, List<Integer> borders) {
    double[] rest = values.clone();
    int from = 0;
    for (int i = 0; i <= borders.size(); i++) {
      int to = i < borders.size() ? borders.get(i) : values.length;
      double mean = Arrays.stream(values, from, to).average().orElse(0);
      for (int k = from; k < to; k++) {
        rest[k] -= mean;
      }
      from = to;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < rest.length; i++) {
      squares += rest[i] * rest[i];
      products += i == 0 ? 0 : rest[i] * rest[i - 1];
    }
    if (squares <= 0) {
      return 0;
    }
    double n = rest.length;
    double free = (n * products / squares + 1) / (n - 3);
    return Math.max(0, Math.min(MOST_DEPENDENT, free));
  }

  private static double[] less(double[] values, double[] others) {
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - others[i];
    }
    return rest;
  }
}
