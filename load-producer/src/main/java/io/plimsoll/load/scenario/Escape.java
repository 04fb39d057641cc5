package io.plimsoll.load.scenario;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a value is written where a template has a place for it. */
public enum Escape {
  /** As it is. */
  NONE {
    @Override
    String write(Object value) {
      return String.valueOf(value);
    }
  },
  /** Part of a path or query: percent-encoded, slashes and commas stay. */
  PATH {
    @Override
    String write(Object value) {
      return percentEncoded(String.valueOf(value), "-._~!$'()*,;:@/");
    }
  },
  /** A link: only what may not stand in a request line is encoded; a fragment is never sent. */
  LINK {
    @Override
    String write(Object value) {
      String link = String.valueOf(value).trim();
      int fragment = link.indexOf('#');
      String sent = fragment < 0 ? link : link.substring(0, fragment);
      return percentEncoded(sent, "-._~!$'()*,;:@/?&=+%[]");
    }
  },
  /** Part of a header: one line. */
  HEADER {
    @Override
    String write(Object value) {
      return String.valueOf(value).replaceAll("[\\x00-\\x1f\\x7f]", " ");
    }
  },
  /** Part of a form: {@code application/x-www-form-urlencoded}. */
  FORM {
    @Override
    String write(Object value) {
      return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }
  },
  /** Part of a JSON text, within its quotes. */
  JSON_TEXT {
    @Override
    String write(Object value) {
      return new String(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(value)));
    }
  },
  /** A whole JSON value: numbers and JSON bare, everything else in quotes. */
  JSON_VALUE {
    @Override
    String write(Object value) {
      return value instanceof Number || value instanceof Boolean || value instanceof JsonNode
          ? String.valueOf(value)
          : '"' + JSON_TEXT.write(value) + '"';
    }
  };

  abstract String write(Object value);

  private static String percentEncoded(String text, String allowed) {
    StringBuilder encoded = new StringBuilder(text.length() + 8);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || allowed.indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return encoded.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
