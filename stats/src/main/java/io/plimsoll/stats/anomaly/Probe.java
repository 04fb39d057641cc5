package io.plimsoll.stats.anomaly;

import java.util.Arrays;

/**
 * One way in which the latest value may be unlike those before it. A probe measures, in the unit of
 * the values and with a sign; it does not judge. All look back a bounded number of steps.
 */
sealed interface Probe {

  /** How far it looks back, in values. */
  int reach();

  /** The deviation now; 0 while too little is known. */
  double deviation(History values, History steps);

  /**
   * From the median of the values before: a spike or a drop.
   *
   * @param window how many values before
   */
  record FromMedian(int window) implements Probe {
    @Override
    public int reach() {
      return window + 1;
    }

    @Override
    public double deviation(History values, History steps) {
      int known = Math.min(window, values.size() - 1);
      if (known < 1) {
        return 0;
      }
      double[] before = new double[known];
      for (int i = 0; i < known; i++) {
        before[i] = values.value(i + 1);
      }
      Arrays.sort(before);
      return values.value(0) - before[known / 2];
    }
  }

  /**
   * Of a short stretch from the likest of the stretches at the same time of the last seven days:
   * what the day's wave does not explain.
   *
   * @param window length of the stretch
   * @param day steps in a day
   */
  record FromSameTime(int window, int day) implements Probe {
    private static final int DAYS = 7;

    @Override
    public int reach() {
      return DAYS * day + window;
    }

    @Override
    public double deviation(History values, History steps) {
      if (values.size() < day + window) {
        return 0;
      }
      double now = values.mean(0, window);
      double least = Double.POSITIVE_INFINITY;
      for (int d = 1; d <= DAYS && d * day + window <= values.size(); d++) {
        double deviation = now - values.mean(d * day, window);
        least = Math.abs(deviation) < Math.abs(least) ? deviation : least;
      }
      return least;
    }
  }

  /**
   * Of a stretch from the stretch before it: another level.
   *
   * @param recent length of the stretch
   * @param before length of the one before
   */
  record Shift(int recent, int before) implements Probe {
    @Override
    public int reach() {
      return recent + before;
    }

    @Override
    public double deviation(History values, History steps) {
      return between(values, recent, before);
    }
  }

  /**
   * Of the steps from value to value in a stretch from those before it: another unrest.
   *
   * @param recent length of the stretch
   * @param before length of the one before
   */
  record Unrest(int recent, int before) implements Probe {
    @Override
    public int reach() {
      return recent + before;
    }

    @Override
    public double deviation(History values, History steps) {
      return between(steps, recent, before);
    }
  }

  /**
   * Of the latest pattern from the likest that was seen: a shape that is new (nearest-neighbour
   * discord, Keogh, Lin and Fu 2005, "HOT SAX"). Never negative.
   *
   * @param points means in a pattern
   * @param width values in each mean
   * @param memory how many patterns are remembered
   */
  record Strangeness(int points, int width, int memory) implements Probe {
    @Override
    public int reach() {
      return memory + points * width;
    }

    @Override
    public double deviation(History values, History steps) {
      int length = points * width;
      if (values.size() < 2 * length) {
        return 0;
      }
      double least = Double.POSITIVE_INFINITY;
      int last = Math.min(memory - 1, values.size() - length);
      double[] now = new double[points];
      Arrays.setAll(now, k -> values.sum(k * width, width));
      for (int ago = length; ago <= last; ago++) {
        least = Math.min(least, distance(values, now, ago, least));
      }
      return least == Double.POSITIVE_INFINITY ? 0 : Math.sqrt(least) / width;
    }

    private double distance(History values, double[] now, int ago, double least) {
      double sum = 0;
      for (int k = 0; k < points && sum < least; k++) {
        double difference = now[k] - values.sum(ago + k * width, width);
        sum += difference * difference;
      }
      return sum;
    }
  }

  private static double between(History history, int recent, int before) {
    int known = Math.min(before, history.size() - recent);
    return known < 1 ? 0 : history.mean(0, recent) - history.mean(recent, known);
  }
}
