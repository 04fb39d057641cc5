package io.plimsoll.load.console;

import java.time.Duration;
import java.util.Locale;

/** Formats figures so that they keep to a few characters. */
final class Figures {
  private Figures() {}

  /** Milliseconds in at most six characters: 0.12, 12.3, 1234, 123s. */
  static String millis(double value) {
    if (value < 9.995) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    if (value < 99.95) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return value < 99_999.5
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.0fs", value / 1000);
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 99_999 ? "%.1f" : "%.0f", perSecond);
  }

  /** 0:05, 12:34, 1:02:03. */
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** 0.12 %. */
  static String share(long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * (double) part / (double) whole;
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }

  /** The text in exactly this many characters. */
  static String left(String text, int width) {
    return text.length() <= width
        ? text + " ".repeat(width - text.length())
        : text.substring(0, Math.max(0, width - 2)) + "..";
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
