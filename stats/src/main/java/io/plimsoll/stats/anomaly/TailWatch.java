package io.plimsoll.stats.anomaly;

import java.time.Duration;

/**
 * Watches a long series with the rhythm of days and weeks for values beyond what its own tails
 * explain. The distance from what {@link CalendarForecast} expects is held against the largest
 * tenth of the distances of the last days, each side by itself: their mean excess is the scale of
 * an exponential tail (peaks over threshold; Pickands 1975; Siffer et al., "Anomaly Detection in
 * Streams with Extreme Value Theory", KDD 2017, with shape 0). What exceeds it enters the memory
 * only cut to size, so that an anomaly hides no later one, and one that comes back every day at its
 * time stops being one.
 *
 * <p>False alarms are meant to be as rare in a week, whatever the step: a value must lie further
 * out by the logarithm of how many more there are than one an hour. After an alarm follows a time
 * in which only what is half as large again counts. Constant memory; not thread-safe.
 */
public final class TailWatch {
  /** Mean excesses beyond the tail's threshold, of hourly values, from which on it is an alarm. */
  public static final double ALARM = 8.5;

  private static final double TAIL = 0.9;

  /** Who marks anomalies by eye takes a drop less seriously than a peak as far out. */
  private static final double DROP = 0.65;

  private static final double FEWEST_MADS = 0.5;
  private static final double NORMAL_MAD = 1.4826;
  private static final double CUT = 3.5;
  private static final int FEWEST = 30;
  private static final int FEWEST_REMEMBERED = 350;
  private static final int DAYS_REMEMBERED = 7;
  private static final double HOURS = 24;
  private static final int QUIET_STEPS = 24;
  private static final long QUIET_SECONDS = 14_400;
  private static final double AGAIN = 1.5;

  /** Steps after the last alarm in which it still is the same one. */
  private static final int SAME = 5;

  private final CalendarForecast forecast;
  private final SortedWindow distances;
  private final SortedWindow levels;
  private final double allowance;
  private final int quietSteps;
  private long steps;
  private long alarmAt = Long.MIN_VALUE / 2;
  private double alarm;
  private int quiet;

  private TailWatch(Duration step) {
    this.forecast = new CalendarForecast(step);
    int day = forecast.day();
    boolean dense = day > 4 * HOURS;
    int remembered = Math.max(FEWEST_REMEMBERED, dense ? DAYS_REMEMBERED * day : 0);
    this.distances = new SortedWindow(remembered);
    this.levels = new SortedWindow(remembered);
    this.allowance = Math.max(0, Math.log(day / HOURS));
    this.quietSteps = (int) Math.max(QUIET_STEPS, QUIET_SECONDS / Math.max(1, step.toSeconds()));
  }

  /**
   * Of a series with one value in each step.
   *
   * @param step from a second to a day
   */
  public static TailWatch every(Duration step) {
    if (step.toSeconds() < 1 || step.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("expected a step of 1 s to 1 d, found " + step);
    }
    return new TailWatch(step);
  }

  /**
   * Takes the next value.
   *
   * @param value finite
   * @return how far out it lies, 0 or more; {@link #ALARM} and above is an alarm
   */
  public double add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("expected a finite value, found " + value);
    }
    double expected = forecast.expected();
    double distance = steps == 0 ? 0 : value - expected;
    double[] scale = steps < FEWEST ? new double[] {0, 0} : tail(distance);
    double excess = scale[1] > 0 ? (Math.abs(distance) - scale[0]) / scale[1] : 0;
    double usual = distance;
    if (excess > CUT) {
      usual = Math.signum(distance) * (scale[0] + CUT * scale[1]);
    }
    if (steps > 0) {
      distances.add(usual);
    }
    levels.add(value);
    forecast.add(value, steps == 0 ? value : expected + usual);
    steps++;
    return told(Math.max(0, (distance < 0 ? DROP * excess : excess) - allowance));
  }

  /** Threshold and scale of the tail on the side of this distance; scale 0 when there is none. */
  private double[] tail(double distance) {
    int size = distances.size();
    boolean up = distance > 0;
    int rank = (int) Math.min(size - 1.0, Math.floor(TAIL * size));
    double threshold =
        Math.max(0, up ? distances.ranked(rank) : -distances.ranked(size - 1 - rank));
    double sum = 0;
    int beyond = 0;
    for (int i = 0; i < size; i++) {
      double other = up ? distances.ranked(size - 1 - i) : -distances.ranked(i);
      if (other <= threshold) {
        break;
      }
      sum += other - threshold;
      beyond++;
    }
    double scale =
        Math.max(
            beyond == 0 ? 0 : sum / beyond, FEWEST_MADS * NORMAL_MAD * distances.medianDeviation());
    if (scale <= 0) { // nothing has ever moved
      scale = 0.01 * Math.abs(levels.ranked(levels.size() / 2));
    }
    return new double[] {threshold, scale};
  }

  private double told(double score) {
    if (score < ALARM) {
      quiet = Math.max(0, quiet - 1);
      return score;
    }
    boolean echo = quiet > 0 && score < AGAIN * alarm;
    if (echo && steps - alarmAt > SAME) {
      return ALARM * 0.99;
    }
    if (!echo) {
      alarm = score;
    }
    alarmAt = steps;
    quiet = quietSteps;
    return score;
  }
}
