package io.plimsoll.report.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them, with a point for the fraction everywhere. */
public final class Numbers {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** Whole numbers with thin grouping: 12,345. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three significant places or so: 0.123, 1.23, 12.3, 1,234. */
  public static String decimal(double value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** A ratio as per cent: 0.0123 is 1.23 %. */
  public static String percent(double ratio) {
    return ratio == 0 ? "0 %" : decimal(ratio * 100) + " %";
  }

  /** Milliseconds with their unit, in seconds from ten seconds up. */
  public static String millis(double value) {
    return value >= 10_000 ? decimal(value / 1_000) + " s" : decimal(value) + " ms";
  }

  /** Bytes with a unit. */
  public static String bytes(double value) {
    double size = value;
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return (unit == 0 ? String.format(Locale.ROOT, "%.0f", size) : decimal(size))
        + " "
        + units[unit];
  }

  /** Hours, minutes and seconds: 1 h 02 min 03 s. */
  public static String duration(Duration duration) {
    long seconds = Math.round((double) duration.toMillis() / 1_000);
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d h %02d min %02d s", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  /** A moment in UTC, to the second. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }
}
