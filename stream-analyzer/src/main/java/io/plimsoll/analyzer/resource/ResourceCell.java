package io.plimsoll.analyzer.resource;

import java.nio.ByteBuffer;

/**
 * The readings of one metric in one window. Immutable; {@link #plus} is commutative and associative
 * but for the rounding of the sum.
 *
 * @param lastAtMicros time of the newest reading
 */
record ResourceCell(
    long count, double sum, double minimum, double maximum, double last, long lastAtMicros) {
  private static final int BYTES = 6 * Long.BYTES;

  static ResourceCell of(double value, long atMicros) {
    return new ResourceCell(1, value, value, value, value, atMicros);
  }

  ResourceCell plus(ResourceCell other) {
    ResourceCell newest = other.lastAtMicros >= lastAtMicros ? other : this;
    return new ResourceCell(
        count + other.count,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum),
        newest.last,
        newest.lastAtMicros);
  }

  double average() {
    return sum / count;
  }

  byte[] encoded() {
    return ByteBuffer.allocate(BYTES)
        .putLong(count)
        .putDouble(sum)
        .putDouble(minimum)
        .putDouble(maximum)
        .putDouble(last)
        .putLong(lastAtMicros)
        .array();
  }

  static ResourceCell decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    return new ResourceCell(
        in.getLong(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), in.getLong());
  }
}
