package io.plimsoll.analyzer.delta;

/** The key of a delta record is the number of its partition, so that a sink can send it there. */
public final class DeltaKeys {
  private DeltaKeys() {}

  public static byte[] of(int partition) {
    return new byte[] {(byte) (partition >>> 8), (byte) partition};
  }

  public static int partition(byte[] key) {
    return (key[0] & 0xff) << 8 | (key[1] & 0xff);
  }
}
