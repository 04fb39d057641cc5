package io.plimsoll.stats.sketch;

import java.math.BigInteger;

/**
 * A mergeable summary of durations in microseconds, from 0 to 24 hours.
 *
 * <p>Laws: {@link #merge} is associative and commutative, an empty sketch is its identity, and a
 * sketch of a sequence equals the merge of sketches of its parts, to the bit of its encoding. A
 * quantile is within {@link #RELATIVE_ERROR} of the value of its rank. Count, minimum, maximum,
 * mean and standard deviation are exact (while the durations sum to less than 292,000 years).
 * Values below 0 or above 24 hours are refused and counted, never clamped.
 *
 * <p>The quantile q of n values is the value of rank max(1, ⌈q·n⌉) in ascending order (nearest
 * rank). For one thread.
 */
public final class LatencySketch {
  /** Bound of |estimate − true| / true of every quantile. */
  public static final double RELATIVE_ERROR = LogLinearBuckets.RELATIVE_ERROR;

  /** Largest duration accepted: 24 hours. */
  public static final long MAX_MICROS = 86_400_000_000L;

  private static final int VERSION = 1;
  private static final long MAX_COUNT = 1L << 53; // a double still knows each of them apart
  private static final long MOST_SQUARED = 3_037_000_499L; // the square of one more is 2^63 or so
  private static final double ROUNDING = 1e-12;

  private final BucketCounts buckets = new BucketCounts();
  private long count;
  private long refused;
  private long sum;
  private long squaresHigh; // the sum of squares is squaresHigh·2^64 + squaresLow (unsigned)
  private long squaresLow;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /**
   * Adds a duration.
   *
   * @return false when it was refused
   */
  public boolean add(long micros) {
    if (micros < 0 || micros > MAX_MICROS) {
      refused++;
      return false;
    }
    count++;
    sum += micros;
    addSquares(Math.multiplyHigh(micros, micros), micros * micros);
    if (micros < min) {
      min = micros;
    }
    if (micros > max) {
      max = micros;
    }
    buckets.add(LogLinearBuckets.indexOf(micros));
    return true;
  }

  /**
   * Adds a duration that may be a fraction; it is rounded to whole microseconds.
   *
   * @return false when it was refused, as NaN and infinities are
   */
  public boolean add(double micros) {
    if (micros >= 0 && micros <= (double) MAX_MICROS) {
      return add(Math.round(micros));
    }
    refused++;
    return false;
  }

  private void addSquares(long high, long low) {
    squaresLow += low;
    squaresHigh += high + (Long.compareUnsigned(squaresLow, low) < 0 ? 1 : 0);
  }

  /** Adds all that the other sketch holds; the other stays as it is. */
  public void merge(LatencySketch other) {
    refused += other.refused;
    if (other.count == 0) {
      return;
    }
    count += other.count;
    sum += other.sum;
    addSquares(other.squaresHigh, other.squaresLow);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    buckets.merge(other.buckets);
  }

  /** Forgets everything, keeping its memory for the next use. */
  public void clear() {
    buckets.clear();
    count = 0;
    refused = 0;
    sum = 0;
    squaresHigh = 0;
    squaresLow = 0;
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
  }

  public long count() {
    return count;
  }

  /** How many values were refused. */
  public long refused() {
    return refused;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * The smallest value, exact.
   *
   * @throws IllegalStateException when empty
   */
  public long min() {
    requireValues();
    return min;
  }

  /**
   * The largest value, exact.
   *
   * @throws IllegalStateException when empty
   */
  public long max() {
    requireValues();
    return max;
  }

  /**
   * The mean, exact but for the last division.
   *
   * @throws IllegalStateException when empty
   */
  public double mean() {
    requireValues();
    return (double) sum / (double) count;
  }

  /**
   * The population standard deviation, √((n·Σx² − (Σx)²) / n²), the numerator in whole numbers.
   *
   * @throws IllegalStateException when empty
   */
  public double standardDeviation() {
    requireValues();
    if (fitsLongs()) {
      return Math.sqrt((double) (count * squaresLow - sum * sum)) / (double) count;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger squares = BigInteger.valueOf(squaresHigh).shiftLeft(64).add(unsigned(squaresLow));
    BigInteger numerator = n.multiply(squares).subtract(BigInteger.valueOf(sum).pow(2));
    return Math.sqrt(numerator.doubleValue()) / (double) count;
  }

  /** Whether n·Σx² and (Σx)² are below 2^63, as in most windows of a second. */
  private boolean fitsLongs() {
    return squaresHigh == 0
        && squaresLow >= 0
        && sum <= MOST_SQUARED
        && Math.multiplyHigh(count, squaresLow) == 0
        && count * squaresLow >= 0;
  }

  private static BigInteger unsigned(long value) {
    BigInteger low = BigInteger.valueOf(value & Long.MAX_VALUE);
    return value < 0 ? low.setBit(63) : low;
  }

  /**
   * The quantile, in microseconds.
   *
   * @param q 0…1
   * @throws IllegalStateException when empty
   */
  public double quantile(double q) {
    double[] one = new double[1];
    quantiles(new double[] {q}, one);
    return one[0];
  }

  /**
   * Several quantiles in one pass, in microseconds.
   *
   * @param qs 0…1, ascending
   * @param out receives as many
   * @throws IllegalStateException when empty
   */
  public void quantiles(double[] qs, double[] out) {
    requireValues();
    long[] ranks = new long[qs.length];
    for (int i = 0; i < qs.length; i++) {
      if (!(qs[i] >= 0 && qs[i] <= 1) || (i > 0 && qs[i] < qs[i - 1])) {
        throw new IllegalArgumentException(
            "quantiles must ascend within 0…1, not " + qs[i] + " at " + i);
      }
      long rank = (long) Math.ceil(qs[i] * (double) count);
      ranks[i] = Math.min(count, Math.max(1L, rank));
    }
    int[] found = new int[qs.length];
    buckets.bucketsOf(ranks, found);
    for (int i = 0; i < qs.length; i++) {
      out[i] = valueOf(ranks[i], found[i]);
    }
  }

  /** The extremes are known exactly, and no value lies beyond them. */
  private double valueOf(long rank, int bucket) {
    if (rank == count) {
      return (double) max;
    }
    double middle = LogLinearBuckets.middleOf(bucket);
    return rank == 1 ? (double) min : Math.min((double) max, Math.max((double) min, middle));
  }

  /**
   * How many values are at most each of these bounds. A value is told from a bound by the middle of
   * its bucket, so that values within {@link #RELATIVE_ERROR} of a bound may fall on either side;
   * the same ones on the same side always.
   *
   * @param bounds microseconds, ascending
   * @param out receives as many counts, ascending
   */
  public void countsAtMost(long[] bounds, long[] out) {
    buckets.countsAtMost(bounds, out);
  }

  private void requireValues() {
    if (count == 0) {
      throw new IllegalStateException("the sketch is empty");
    }
  }

  /**
   * Appends the sketch to the writer. Equal contents give equal bytes, however they came together.
   */
  public void encode(ByteWriter out) {
    out.putVarint(VERSION);
    out.putVarint(count);
    out.putVarint(refused);
    if (count == 0) {
      return;
    }
    out.putVarint(sum);
    out.putVarint(squaresHigh);
    out.putVarint(squaresLow);
    out.putVarint(min);
    out.putVarint(max - min);
    BucketCodec.encode(buckets, out);
  }

  /** The sketch by itself, as it lies in a window's record. */
  public byte[] encoded() {
    ByteWriter out = new ByteWriter(256);
    encode(out);
    return out.copy();
  }

  /**
   * Merges an encoded sketch without making an object of it.
   *
   * @throws IllegalArgumentException when the bytes are not a sketch of this kind; this sketch is
   *     then undefined, but may be cleared
   */
  public void mergeEncoded(ByteReader in) {
    long version = in.varint();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "sketch version " + version + " where " + VERSION + " is understood");
    }
    long values = in.varint();
    long refusals = in.varint();
    require(values >= 0 && values <= MAX_COUNT - count, "count", values);
    require(refusals >= 0, "refused", refusals);
    refused += refusals;
    if (values > 0) {
      mergeValues(in, values);
    }
  }

  private void mergeValues(ByteReader in, long values) {
    long total = in.varint();
    long high = in.varint();
    long low = in.varint();
    long smallest = in.varint();
    require(smallest >= 0 && smallest <= MAX_MICROS, "min", smallest);
    long range = in.varint();
    require(range >= 0 && range <= MAX_MICROS - smallest, "max − min", range);
    long largest = smallest + range;
    long mean = total / values;
    require(total >= 0 && mean >= smallest && mean <= largest, "sum", total);
    require(high >= 0 && agree(values, total, high, low), "sum of squares", high);
    count += values;
    sum += total;
    addSquares(high, low);
    min = Math.min(min, smallest);
    max = Math.max(max, largest);
    int first = LogLinearBuckets.indexOf(smallest);
    BucketCodec.merge(buckets, in, values, first, LogLinearBuckets.indexOf(largest));
  }

  /** No variance is negative. */
  private static boolean agree(long values, long total, long high, long low) {
    double squares = (double) high * 0x1p64 + (double) (low >>> 1) * 2;
    return (double) total * (double) total <= (double) values * (squares + 2) * (1 + ROUNDING);
  }

  private static void require(boolean sound, String what, long value) {
    if (!sound) {
      throw new IllegalArgumentException("not a sketch: " + what + " is " + value);
    }
  }

  /**
   * Reads an encoded sketch.
   *
   * @throws IllegalArgumentException when the bytes are not one sketch of this kind and nothing
   *     else
   */
  public static LatencySketch decode(byte[] encoded) {
    LatencySketch sketch = new LatencySketch();
    ByteReader in = new ByteReader(encoded);
    sketch.mergeEncoded(in);
    if (in.hasMore()) {
      throw new IllegalArgumentException(
          "not a sketch: " + encoded.length + " bytes where it ends after " + in.position());
    }
    return sketch;
  }
}
