package io.plimsoll.report.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and widths as users write them. */
public final class Times {
  private static final Pattern DURATION = Pattern.compile("\\+?(\\d{1,9})(ms|s|m|h)");

  private Times() {}

  /** The instant of microseconds since the Unix epoch. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Microseconds since the Unix epoch. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /**
   * A duration such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}.
   *
   * @throws ReportException BAD_QUERY when it is none
   */
  public static Duration duration(String name, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw bad(name, text, "a duration such as 1s, 10s, 5m or 1h");
    }
    long value = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(value);
      case "s" -> Duration.ofSeconds(value);
      case "m" -> Duration.ofMinutes(value);
      default -> Duration.ofHours(value);
    };
  }

  /**
   * An instant: ISO-8601 ({@code 2026-11-21T14:45:00Z}), or an offset from the start of the run
   * ({@code 90s}, {@code 5m}).
   *
   * @throws ReportException BAD_QUERY when it is neither
   */
  public static Instant instant(String name, String text, Instant runStart) {
    if (DURATION.matcher(text).matches()) {
      return runStart.plus(duration(name, text));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw bad(
          name, text, "an instant such as 2026-11-21T14:45:00Z, or an offset from the start: 90s");
    }
  }

  private static ReportException bad(String name, String text, String expected) {
    return new ReportException(
        ReportException.Code.BAD_QUERY,
        "%s=%s is not understood; give %s".formatted(name, text, expected));
  }
}
