package io.plimsoll.load.sample.process;

import java.util.Optional;

/** Reads what processes use. For one thread. */
interface ProcessReader {
  /** Empty when there is no such process (any more). */
  Optional<ProcessFigures> read(long pid, long nanos);

  /** Memory of the machine. */
  long memoryBytes();
}
