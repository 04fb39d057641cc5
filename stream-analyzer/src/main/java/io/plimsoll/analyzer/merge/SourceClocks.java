package io.plimsoll.analyzer.merge;

/** How far in event time each partition of request-outcomes has been read, and how long silent. */
final class SourceClocks {
  private final long[] clockMicros;
  private final int[] silentTicks;

  SourceClocks(int partitions) {
    clockMicros = new long[partitions];
    silentTicks = new int[partitions];
  }

  void clock(int source, long micros) {
    clockMicros[source] = Math.max(clockMicros[source], micros);
    silentTicks[source] = 0;
  }

  void tick() {
    for (int i = 0; i < silentTicks.length; i++) {
      silentTicks[i]++;
    }
  }

  /** Whether each partition has been read past this time, or has had nothing for so many ticks. */
  boolean nothingMoreBefore(long micros, int ticks) {
    for (int i = 0; i < clockMicros.length; i++) {
      if (clockMicros[i] < micros && silentTicks[i] < ticks) {
        return false;
      }
    }
    return true;
  }
}
