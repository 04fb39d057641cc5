package io.plimsoll.stats.anomaly;

import java.time.Duration;
import java.util.Arrays;

/**
 * Expects the next value of a series with a fixed step, from whatever was nearest lately: the last
 * few values; the same time of the last four days, or of the day a week ago; or one of these two
 * moved by how far the last few values lie from theirs. Constant memory, a week of values. Not
 * thread-safe.
 */
final class CalendarForecast {
  private static final long DAY_SECONDS = 86_400;
  private static final int DAYS = 4;
  private static final int WEEK = 7;
  private static final int FEWEST_RECENT = 3;
  private static final long RECENT_SECONDS = 600;

  /** Half an hour, or an hour of hourly values: the same time need not be the same minute. */
  private static final int MOST_NEIGHBOURS = 15;

  private static final double FORGETTING = 0.03;

  /** What one wild value may add to a candidate's error, in errors. */
  private static final double WILDEST = 5;

  private static final int CANDIDATES = 5;

  private final int day;
  private final int neighbours;
  private final int recent;
  private final double[] cleaned;
  private final double[] last;
  private final double[] errors = new double[CANDIDATES];
  private final double[] candidates = new double[CANDIDATES];
  private long count;

  CalendarForecast(Duration step) {
    day = (int) Math.max(1, DAY_SECONDS / Math.max(1, step.toSeconds()));
    neighbours = Math.max(1, Math.min(MOST_NEIGHBOURS, day / 24));
    recent = (int) Math.max(FEWEST_RECENT, RECENT_SECONDS / Math.max(1, step.toSeconds()));
    cleaned = new double[WEEK * day + neighbours + recent + 1];
    last = new double[recent];
    Arrays.fill(errors, Double.POSITIVE_INFINITY);
  }

  /** Steps in a day. */
  int day() {
    return day;
  }

  /** What the next value should be; 0 before the first. */
  double expected() {
    if (count == 0) {
      return 0;
    }
    fillCandidates();
    int best = 0;
    for (int i = 1; i < CANDIDATES; i++) {
      if (!Double.isNaN(candidates[i]) && errors[i] < errors[best]) {
        best = i;
      }
    }
    return candidates[best];
  }

  /**
   * Goes on by a step; after {@link #expected}.
   *
   * @param value as it came
   * @param usual the same without what was unusual about it: what later days are compared with
   */
  void add(double value, double usual) {
    if (count > 0) {
      for (int i = 0; i < CANDIDATES; i++) {
        learn(i, Math.abs(value - candidates[i]));
      }
    }
    cleaned[(int) (count % cleaned.length)] = usual;
    last[(int) (count % recent)] = value;
    count++;
  }

  private void learn(int candidate, double error) {
    if (Double.isNaN(error)) {
      return;
    }
    double before = errors[candidate];
    if (Double.isInfinite(before)) {
      errors[candidate] = Math.max(error, candidate == 0 ? 0 : errors[0]);
    } else {
      double bounded = Math.min(error, WILDEST * before + Double.MIN_NORMAL);
      errors[candidate] = before + FORGETTING * (bounded - before);
    }
  }

  private void fillCandidates() {
    Arrays.fill(candidates, Double.NaN);
    double level = median(last, 0, (int) Math.min(count, recent));
    candidates[0] = level;
    int days = 0;
    while (days < DAYS && knows(days + 1)) {
      days++;
    }
    if (days > 0) {
      double[] at = new double[days];
      double[] before = new double[days];
      for (int i = 0; i < days; i++) {
        at[i] = around(i + 1);
        before[i] = before(i + 1);
      }
      candidates[1] = Robust.median(at);
      candidates[2] = candidates[1] + level - Robust.median(before);
    }
    if (knows(WEEK)) {
      candidates[3] = around(WEEK);
      candidates[4] = candidates[3] + level - before(WEEK);
    }
  }

  private boolean knows(int daysAgo) {
    return count >= (long) daysAgo * day + neighbours + recent;
  }

  /** About this time, so many days ago. */
  private double around(int daysAgo) {
    long middle = count - (long) daysAgo * day;
    return past(middle - neighbours, Math.min(count, middle + neighbours + 1));
  }

  /** Just before this time, so many days ago. */
  private double before(int daysAgo) {
    long end = count - (long) daysAgo * day;
    return past(end - recent, end);
  }

  private double past(long from, long to) {
    double[] values = new double[(int) (to - from)];
    for (int i = 0; i < values.length; i++) {
      values[i] = cleaned[(int) ((from + i) % cleaned.length)];
    }
    return Robust.median(values);
  }

  private static double median(double[] values, int from, int to) {
    return Robust.median(Arrays.copyOfRange(values, from, to));
  }
}
