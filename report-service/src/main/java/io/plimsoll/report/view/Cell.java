package io.plimsoll.report.view;

/** What is kept of one window. Immutable. */
public interface Cell {
  /** Start of the window, microseconds since the Unix epoch. */
  long startMicros();

  Width width();

  /** How many values it rests on. */
  long count();

  /** Memory it takes, about. */
  int bytes();

  /** End of the window, exclusive. */
  default long endMicros() {
    return startMicros() + width().micros();
  }
}
