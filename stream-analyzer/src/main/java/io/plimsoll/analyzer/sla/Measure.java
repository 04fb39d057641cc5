package io.plimsoll.analyzer.sla;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Optional;

/** Reads one rule on one operation or metric. For one thread. */
interface Measure {
  /**
   * What is measured in the window that ends then; empty when there are too few samples.
   *
   * @param endMicros end of the last second that was taken in
   */
  Optional<Reading> at(long endMicros);

  /** Time from one evaluation to the next: evaluated at its multiples only. */
  long stepMicros();

  /** How long after the first judged moment the first window is full. */
  long reachMicros();

  /** Why it may have had nothing to say. */
  String lack();

  /** Writes what it remembers beside the histories. */
  default void encode(ByteWriter out) {}

  /** Takes back what {@link #encode} wrote. */
  default void restore(ByteReader in) {}
}
