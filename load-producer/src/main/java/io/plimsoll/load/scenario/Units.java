package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads quantities with their units. */
final class Units {
  static final String DURATION = "a duration like 500ms, 5s, 1m30s or 2h";
  static final String SIZE = "a size like 5MB, or a range like 5MB..50MB";
  static final String RATE = "a rate like 100/s, 30/m or 5/h";

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h|d)");
  private static final Pattern DURATION_TEXT = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final Pattern RATE_TEXT =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*/\\s*(s|sec|second|m|min|minute|h|hour)");
  private static final Pattern PERCENT_TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");
  private static final Pattern SIZE_TEXT =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(B|kB|KB|MB|GB|KiB|MiB|GiB)");
  private static final double LONGEST_DAYS = 365;

  private Units() {}

  static Optional<Duration> duration(String text) {
    String trimmed = text.trim();
    if (trimmed.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (!DURATION_TEXT.matcher(trimmed).matches()) {
      return Optional.empty();
    }
    double nanos = 0;
    Matcher part = PART.matcher(trimmed);
    while (part.find()) {
      nanos += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
    }
    return nanos > LONGEST_DAYS * nanosOf("d")
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.round(nanos)));
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "us" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 86_400e9;
    };
  }

  /** Per second. */
  static OptionalDouble rate(String text) {
    Matcher rate = RATE_TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!rate.matches()) {
      return OptionalDouble.empty();
    }
    double seconds =
        switch (rate.group(2).charAt(0)) {
          case 's' -> 1;
          case 'm' -> 60;
          default -> 3600;
        };
    return OptionalDouble.of(Double.parseDouble(rate.group(1)) / seconds);
  }

  /** A percentage as a ratio 0…1. */
  static OptionalDouble percentage(String text) {
    Matcher percent = PERCENT_TEXT.matcher(text.trim());
    if (!percent.matches()) {
      return OptionalDouble.empty();
    }
    double ratio = Double.parseDouble(percent.group(1)) / 100;
    return ratio <= 1 ? OptionalDouble.of(ratio) : OptionalDouble.empty();
  }

  /** Bytes; kB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024. At most 2 GB. */
  static OptionalLong size(String text) {
    Matcher size = SIZE_TEXT.matcher(text.trim());
    if (!size.matches()) {
      return OptionalLong.empty();
    }
    double factor =
        switch (size.group(2)) {
          case "B" -> 1;
          case "kB", "KB" -> 1e3;
          case "MB" -> 1e6;
          case "GB" -> 1e9;
          case "KiB" -> 1024;
          case "MiB" -> 1024 * 1024;
          default -> 1024 * 1024 * 1024;
        };
    long bytes = Math.round(Double.parseDouble(size.group(1)) * factor);
    return bytes >= 1 && bytes <= 2_000_000_000L ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
