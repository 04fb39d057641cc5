package io.plimsoll.schemas.topic;

import java.time.Duration;

/**
 * How long the windows of a run stay on kpi-windows and resource-windows, by width: narrow ones in
 * event time behind the newest of their run or source, after which the analyzer deletes them; those
 * of a minute as long as the topic keeps them. Who reads them cannot count on more.
 */
public final class WindowsKept {
  /** Windows of 1 s. */
  public static final Duration SECONDS = Duration.ofHours(2);

  /** Windows of 10 s: a day's run has reached its full size after a quarter. */
  public static final Duration TEN_SECONDS = Duration.ofHours(6);

  /** Windows of 60 s, in the time of writing. */
  public static final Duration MINUTES = Duration.ofDays(30);

  private WindowsKept() {}
}
