package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 has them; empty lines do not count. */
final class CsvText {
  private final String text;
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private int at;

  private CsvText(String text) {
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  static List<List<String>> rows(String text) {
    CsvText reader = new CsvText(text);
    reader.read();
    return reader.rows;
  }

  private void read() {
    while (at < text.length()) {
      row.add(text.charAt(at) == '"' ? quoted() : plain());
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        if (at == text.length() || isEnd(text.charAt(at))) {
          row.add("");
          endRow();
        }
      } else {
        endRow();
      }
    }
  }

  private void endRow() {
    if (row.size() > 1 || !row.get(0).isEmpty()) {
      rows.add(row);
    }
    row = new ArrayList<>();
    while (at < text.length() && isEnd(text.charAt(at))) {
      at++;
    }
  }

  private String plain() {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && !isEnd(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at).trim();
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        break;
      }
    }
    plain();
    return value.toString();
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
