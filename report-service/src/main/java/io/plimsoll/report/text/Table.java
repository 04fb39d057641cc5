package io.plimsoll.report.text;

import java.util.ArrayList;
import java.util.List;

/** A table of text: the first columns to the left, numbers to the right. For one thread. */
final class Table {
  private static final int GAP = 2;

  private final int leftColumns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(int leftColumns, List<String> header) {
    this.leftColumns = leftColumns;
    rows.add(List.copyOf(header));
  }

  void row(List<String> cells) {
    rows.add(cells.stream().map(Table::printable).toList());
  }

  /** Names come from elsewhere: nothing in them may steer the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      out.append(line(row, widths).stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      line.append(i < leftColumns ? row.get(i) + padding : padding + row.get(i));
      line.append(" ".repeat(GAP));
    }
    return line.toString();
  }
}
