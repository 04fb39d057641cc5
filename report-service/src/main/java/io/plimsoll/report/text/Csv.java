package io.plimsoll.report.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180. */
final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r";
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  private Csv() {}

  static String line(List<?> values) {
    return values.stream()
            .map(value -> field(String.valueOf(value)))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /**
   * Quoted where needed; a text that a spreadsheet would calculate gets an apostrophe before it.
   */
  static String field(String text) {
    String safe = text;
    if (!text.isEmpty()
        && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches()) {
      safe = "'" + text;
    }
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
