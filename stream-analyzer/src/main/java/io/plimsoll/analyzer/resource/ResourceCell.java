package io.plimsoll.analyzer.resource;

import io.plimsoll.stats.distribution.SortedSamples;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is known of one metric in one window. Immutable; {@link #plus} is commutative and
 * associative but for the rounding of the sum, as far as its {@link Spread} is.
 *
 * @param count readings, or observations of a histogram
 * @param lastAtMicros time of the newest reading
 */
record ResourceCell(
    long count,
    double sum,
    double minimum,
    double maximum,
    double last,
    long lastAtMicros,
    Spread spread) {
  private static final int BYTES = 6 * Long.BYTES;

  static ResourceCell of(double value, long atMicros) {
    return new ResourceCell(
        1, value, value, value, value, atMicros, new Spread.Readings(SortedSamples.of(value)));
  }

  /** Of what was observed until then. */
  static ResourceCell of(Spread.Buckets observed, long atMicros) {
    double total = observed.counts().total();
    double mean = total > 0 ? observed.counts().sum() / total : 0;
    return new ResourceCell(
        Math.round(total),
        observed.counts().sum(),
        observed.counts().atLeast(),
        observed.counts().atMost(),
        mean,
        atMicros,
        observed);
  }

  ResourceCell plus(ResourceCell other) {
    ResourceCell newest = other.lastAtMicros >= lastAtMicros ? other : this;
    Optional<Spread> both = spread.plus(other.spread);
    return both.isEmpty()
        ? newest // Another kind of metric, or other buckets: a new program under the old name.
        : new ResourceCell(
            count + other.count,
            sum + other.sum,
            Math.min(minimum, other.minimum),
            Math.max(maximum, other.maximum),
            newest.last,
            newest.lastAtMicros,
            both.get());
  }

  double average() {
    return count == 0 ? last : sum / count;
  }

  byte[] encoded() {
    ByteBuffer out =
        ByteBuffer.allocate(BYTES + spread.bytes())
            .putLong(count)
            .putDouble(sum)
            .putDouble(minimum)
            .putDouble(maximum)
            .putDouble(last)
            .putLong(lastAtMicros);
    spread.write(out);
    return out.array();
  }

  /** Reads what {@link #encoded} wrote; before there were percentiles it ended after the time. */
  static ResourceCell decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    return new ResourceCell(
        in.getLong(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getLong(),
        Spread.read(in));
  }
}
