package io.plimsoll.report.view;

import java.util.List;

/** The widths of window that the analyzer stores, finest first. */
public enum Width {
  SECOND(1),
  TEN_SECONDS(10),
  MINUTE(60);

  private static final List<Width> ALL = List.of(values());

  private final long seconds;

  Width(long seconds) {
    this.seconds = seconds;
  }

  public long micros() {
    return seconds * 1_000_000L;
  }

  public long millis() {
    return seconds * 1_000L;
  }

  /** All of them, finest first. */
  public static List<Width> all() {
    return ALL;
  }

  /**
   * The width of so many milliseconds.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Width ofMillis(long millis) {
    for (Width width : ALL) {
      if (width.millis() == millis) {
        return width;
      }
    }
    throw new IllegalArgumentException(
        "window of " + millis + " ms, where 1000, 10000 or 60000 is understood");
  }
}
