package io.plimsoll.stats.anomaly;

import io.plimsoll.stats.anomaly.Tails.Held;
import java.time.Duration;

/**
 * Watches a long series with the rhythm of days and weeks for values beyond what its own tails
 * explain. The distance from what {@link CalendarForecast} expects is held against the largest
 * tenth of the distances of the last days, each side by itself: their mean excess is the scale of
 * an exponential tail (peaks over threshold; Pickands 1975; Siffer et al., "Anomaly Detection in
 * Streams with Extreme Value Theory", KDD 2017, with shape 0). The mean of the last three distances
 * is held against those before in the same way: what stays out for three values need not be as far
 * out as a single one, because noise does not stay. What exceeds its tail enters the memory only
 * cut to size, so that an anomaly hides no later one, and one that comes back every day at its time
 * stops being one.
 *
 * <p>False alarms are meant to be as rare in a week, whatever the step: a value must lie further
 * out by the logarithm of how many more there are than one an hour. A scale is at least two per
 * cent of the series' level, so that what is small beside it is none. After an alarm follows a time
 * in which only what is half as large again counts. Constant memory; not thread-safe.
 */
public final class TailWatch {
  /** Mean excesses beyond the tail's threshold, of hourly values, from which on it is an alarm. */
  public static final double ALARM = 8.5;

  /** Who marks anomalies by eye takes a drop less seriously than a peak as far out. */
  private static final double DROP = 0.65;

  /** Smallest scale of a tail, in levels. */
  private static final double LEAST_SCALE = 0.02;

  /** Values that may be out together. */
  private static final int TOGETHER = 3;

  private static final int FEWEST_REMEMBERED = 350;
  private static final int DAYS_REMEMBERED = 7;
  private static final double HOURS = 24;
  private static final int QUIET_STEPS = 24;
  private static final long QUIET_SECONDS = 14_400;
  private static final double AGAIN = 1.5;

  /** Steps after the last alarm in which it still is the same one. */
  private static final int SAME = 5;

  private final CalendarForecast forecast;
  private final Tails single;
  private final Tails together;
  private final SortedWindow levels;
  private final double[] last = new double[TOGETHER];
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
    this.single = new Tails(remembered);
    this.together = new Tails(remembered);
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
    double expected = steps == 0 ? value : forecast.expected();
    double distance = value - expected;
    last[(int) (steps % TOGETHER)] = distance;
    double mean = (last[0] + last[1] + last[2]) / TOGETHER;
    double least = steps == 0 ? 0 : LEAST_SCALE * Math.abs(levels.ranked(levels.size() / 2));
    Held alone = single.held(distance, least);
    Held joint = together.held(mean, least);
    if (steps > 0) {
      single.add(alone.usual());
      together.add(joint.usual());
    }
    levels.add(value);
    forecast.add(value, expected + alone.usual());
    steps++;
    double farthest = side(distance) * alone.excess();
    if (alone.excess() > 0 && distance * mean > 0) { // else only those before are out
      farthest = Math.max(farthest, side(mean) * joint.excess());
    }
    return told(Math.max(0, farthest - allowance));
  }

  private static double side(double distance) {
    return distance < 0 ? DROP : 1;
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
