package io.plimsoll.standalone.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as users write them on the command line: 500ms, 10s, 5m, 1h. */
final class Arguments {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");

  private Arguments() {}

  /** A duration of at least one millisecond. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher matcher = DURATION.matcher(text.trim());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a duration such as 500ms, 30s, 5m or 1h");
      }
      double amount = Double.parseDouble(matcher.group(1));
      Duration duration = Duration.ofMillis(Math.round(amount * millisPer(matcher.group(2))));
      if (duration.isZero()) {
        throw new TypeConversionException("'" + text + "' is no time at all; give at least 1ms");
      }
      return duration;
    }

    private static double millisPer(String unit) {
      return switch (unit) {
        case "ms" -> 1;
        case "s" -> 1_000;
        case "m" -> 60_000;
        case "h" -> 3_600_000;
        default -> 86_400_000;
      };
    }
  }

  /**
   * The width of a window. (picocli wraps an Optional of its own around options of that type.)
   *
   * @param width empty for the whole run
   */
  record Window(Optional<Duration> width) {
    /** A duration, or {@code run} for the whole. */
    static final class Reader implements ITypeConverter<Window> {
      @Override
      public Window convert(String text) {
        return new Window(
            text.equals("run") ? Optional.empty() : Optional.of(new Span().convert(text)));
      }
    }
  }
}
