package io.plimsoll.analyzer.delta;

import java.util.Arrays;

/** The key of a delta record is the number of its partition, so that a sink can send it there. */
public final class DeltaKeys {
  private DeltaKeys() {}

  public static byte[] of(int partition) {
    return new byte[] {(byte) (partition >>> 8), (byte) partition};
  }

  /** Whether a record has the key that the analyzer gives to deltas of this partition. */
  public static boolean isOf(byte[] key, int partition) {
    return Arrays.equals(key, of(partition));
  }

  public static int partition(byte[] key) {
    return (key[0] & 0xff) << 8 | (key[1] & 0xff);
  }
}
