package io.plimsoll.stats.anomaly;

/**
 * Turns scores into alarms: one when the threshold is met, then silence for a while, because what
 * follows an anomaly mostly belongs to it.
 *
 * @param threshold score from which on it rings
 * @param silence values after an alarm during which it does not ring again, 0 or more
 * @param sinceLast values since it last rang
 */
public record Alarm(double threshold, int silence, long sinceLast) {
  public Alarm {
    if (silence < 0 || !(threshold > 0)) {
      throw new IllegalArgumentException(
          "expected a threshold above 0 and a silence of 0 or more, found "
              + threshold
              + " and "
              + silence);
    }
  }

  /** One that has not rung yet. */
  public static Alarm of(double threshold, int silence) {
    return new Alarm(threshold, silence, silence);
  }

  /** After the next score. */
  public Alarm next(double score) {
    boolean rings = score >= threshold && sinceLast >= silence;
    return new Alarm(threshold, silence, rings ? 0 : sinceLast + 1);
  }

  /** Whether the last score made it ring. */
  public boolean rings() {
    return sinceLast == 0;
  }
}
