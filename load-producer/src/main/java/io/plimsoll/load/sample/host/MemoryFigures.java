package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;

/** What is told of the machine's memory. Pure. */
final class MemoryFigures {
  private MemoryFigures() {}

  /** Bytes; what is no number is not told. */
  static void put(Reading reading, double total, double available, double swap, double swapUsed) {
    reading.ratio(HostMetrics.MEMORY_RATIO, total - available, total);
    reading.put(HostMetrics.MEMORY_USED_BYTES, total - available);
    reading.put(HostMetrics.MEMORY_AVAILABLE_BYTES, available);
    reading.put(HostMetrics.MEMORY_TOTAL_BYTES, total);
    reading.put(HostMetrics.SWAP_USED_BYTES, swapUsed);
    reading.put(HostMetrics.SWAP_RATIO, swap > 0 ? swapUsed / swap : 0);
  }
}
