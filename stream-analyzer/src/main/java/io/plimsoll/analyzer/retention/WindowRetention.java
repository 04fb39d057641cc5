package io.plimsoll.analyzer.retention;

import io.plimsoll.schemas.topic.WindowsKept;
import java.time.Duration;

/**
 * How long the windows of a run stay on kpi-windows, in event time behind its newest closed window,
 * and on resource-windows, behind the newest window of their source. Those of a minute stay as long
 * as the topic keeps them. Immutable.
 *
 * @param seconds windows of 1 s
 * @param tenSeconds windows of 10 s
 */
public record WindowRetention(Duration seconds, Duration tenSeconds) {
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** What those who read the topics count on. */
  public static final WindowRetention DEFAULT =
      new WindowRetention(WindowsKept.SECONDS, WindowsKept.TEN_SECONDS);

  public WindowRetention {
    if (seconds.compareTo(LEAST) < 0 || tenSeconds.compareTo(seconds) < 0) {
      throw new IllegalArgumentException(
          "retention: expected 1 minute or more of 1 s windows and as much or more of 10 s windows, found %s and %s"
              .formatted(seconds, tenSeconds));
    }
  }
}
