package io.plimsoll.load.scenario;

/**
 * One mistake in a scenario file.
 *
 * @param line from 1
 * @param column from 1
 * @param message what was found, and what was expected
 */
public record Problem(int line, int column, String message) implements Comparable<Problem> {
  @Override
  public int compareTo(Problem other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + message;
  }
}
