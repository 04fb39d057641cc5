package io.plimsoll.load.sample.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A series as an exposition writes it, {@code name{label="value",…}}.
 *
 * @param labels unescaped
 */
record SeriesText(String name, Map<String, String> labels) {

  /**
   * Where the series that a line begins with ends: behind its closing brace, or at the first blank
   * when it has no labels; -1 when it does not end.
   */
  static int end(String text, int from, int to) {
    boolean inLabels = false;
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        inLabels = true;
      } else if (c == '}') {
        return i + 1;
      } else if (c <= ' ' && !inLabels) {
        // OpenMetrics and the text format allow blanks before the brace.
        int next = i;
        while (next < to && text.charAt(next) <= ' ') {
          next++;
        }
        if (next >= to || text.charAt(next) != '{') {
          return i;
        }
      }
    }
    return -1;
  }

  static SeriesText of(String text) {
    int brace = text.indexOf('{');
    if (brace < 0) {
      return new SeriesText(text.trim(), Map.of());
    }
    Map<String, String> labels = new LinkedHashMap<>();
    int at = brace + 1;
    while (true) {
      int equals = text.indexOf('=', at);
      int quote = equals < 0 ? -1 : text.indexOf('"', equals);
      if (quote < 0) {
        return new SeriesText(text.substring(0, brace).trim(), labels);
      }
      StringBuilder value = new StringBuilder();
      int end = unescape(text, quote + 1, value);
      labels.put(text.substring(at, equals).replace(',', ' ').trim(), value.toString());
      at = end + 1;
    }
  }

  /** Returns where the closing quote is. */
  private static int unescape(String text, int from, StringBuilder value) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '"') {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
      }
      value.append(c);
      i++;
    }
    return i;
  }
}
