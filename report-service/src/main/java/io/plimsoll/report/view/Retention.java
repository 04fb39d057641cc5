package io.plimsoll.report.view;

import io.plimsoll.schemas.topic.WindowsKept;
import java.time.Duration;

/**
 * How much the views keep in memory. Times are event time behind the newest window of the same run.
 *
 * @param seconds how long windows of 1 s are kept
 * @param tenSeconds how long windows of 10 s are kept
 * @param minutes how long windows of 60 s are kept
 * @param windowBytes memory of all windows together, about; past it the finest windows of the
 *     oldest runs go first, then coarser ones, and the newest run's own last
 */
public record Retention(Duration seconds, Duration tenSeconds, Duration minutes, long windowBytes) {
  /**
   * As long as the topics have them, so that a view built again answers as the one before it; 256
   * MiB.
   */
  public static final Retention DEFAULT =
      new Retention(WindowsKept.SECONDS, WindowsKept.TEN_SECONDS, WindowsKept.MINUTES, 256L << 20);

  public Retention {
    if (seconds.isNegative() || tenSeconds.compareTo(seconds) < 0) {
      throw new IllegalArgumentException(
          "retention of 10 s windows (%s) must not be shorter than of 1 s windows (%s)"
              .formatted(tenSeconds, seconds));
    }
    if (minutes.compareTo(tenSeconds) < 0) {
      throw new IllegalArgumentException(
          "retention of 60 s windows (%s) must not be shorter than of 10 s windows (%s)"
              .formatted(minutes, tenSeconds));
    }
    if (windowBytes < 1L << 20) {
      throw new IllegalArgumentException(
          "window memory must be at least 1 MiB, not " + windowBytes + " bytes");
    }
  }

  long microsOf(Width width) {
    Duration kept =
        switch (width) {
          case SECOND -> seconds;
          case TEN_SECONDS -> tenSeconds;
          case MINUTE -> minutes;
        };
    return kept.toSeconds() * 1_000_000L;
  }
}
