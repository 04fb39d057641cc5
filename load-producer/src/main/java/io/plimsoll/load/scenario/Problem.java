package io.plimsoll.load.scenario;

import java.util.Comparator;

/**
 * One mistake in a scenario or suite file.
 *
 * @param file as it was named, or nothing for a text
 * @param line from 1
 * @param column from 1
 * @param message what was found, and what was expected
 */
public record Problem(String file, int line, int column, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String where = file.isEmpty() ? "" : file + ", ";
    return where + "line " + line + ", column " + column + ": " + message;
  }
}
