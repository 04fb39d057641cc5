package io.plimsoll.load.scenario;

import java.time.Duration;

/** A virtual user's pause after each request: uniform between its two ends, both included. */
public record ThinkTime(Duration min, Duration max) {
  public static final ThinkTime NONE = new ThinkTime(Duration.ZERO, Duration.ZERO);

  public ThinkTime {
    if (min.isNegative() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException("think time must ascend from 0, not " + min + ".." + max);
    }
  }

  public Duration mean() {
    return min.plus(max).dividedBy(2);
  }
}
