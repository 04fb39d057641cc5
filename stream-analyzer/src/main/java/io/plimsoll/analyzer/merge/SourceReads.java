package io.plimsoll.analyzer.merge;

import java.util.Arrays;

/**
 * How long ago, in ticks, each partition of request-outcomes was read at all, and was read to its
 * end. No time of any run is asked for: clocks of agents may be hours apart, and one run's say
 * nothing of how far another one has been read.
 */
final class SourceReads {
  private static final int LONG_AGO = Integer.MAX_VALUE / 2;

  private final int[] sinceRead;
  private final int[] sinceEnd;

  SourceReads(int partitions) {
    sinceRead = new int[partitions];
    sinceEnd = new int[partitions];
    Arrays.fill(sinceEnd, LONG_AGO);
  }

  void read(int source, boolean toEnd) {
    sinceRead[source] = 0;
    if (toEnd) {
      sinceEnd[source] = 0;
    }
  }

  void tick() {
    for (int i = 0; i < sinceRead.length; i++) {
      sinceRead[i]++;
      sinceEnd[i] = Math.min(LONG_AGO, sinceEnd[i] + 1);
    }
  }

  /**
   * Whether each partition has had nothing for so many ticks, or was read to its end since anything
   * came of a run, so that what was written before would have come.
   *
   * @param quietTicks since anything came of the run
   */
  boolean nothingMore(int quietTicks, int ticks) {
    for (int i = 0; i < sinceRead.length; i++) {
      if (sinceRead[i] < ticks && sinceEnd[i] >= quietTicks) {
        return false;
      }
    }
    return true;
  }
}
