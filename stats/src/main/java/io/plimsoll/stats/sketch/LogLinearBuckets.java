package io.plimsoll.stats.sketch;

/**
 * Buckets of microseconds: exact below 256, then 128 of equal width to each power of two. Half a
 * bucket is at most 1/256 of its values, so the middle of a bucket is within 0.391 % of each of
 * them. (The layout of HdrHistogram; the bound is that of DDSketch, Masson et al., VLDB 2019.)
 */
final class LogLinearBuckets {
  static final double RELATIVE_ERROR = 1.0 / 256;

  private static final int EXACT = 256;
  private static final int OCTAVE_BITS = 7;
  private static final int PER_OCTAVE = 1 << OCTAVE_BITS;

  private LogLinearBuckets() {}

  /**
   * @param micros 0 or more
   */
  static int indexOf(long micros) {
    if (micros < EXACT) {
      return (int) micros;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(micros);
    int shift = exponent - OCTAVE_BITS;
    return (shift << OCTAVE_BITS) + (int) (micros >>> shift);
  }

  /** The middle of a bucket, in microseconds. */
  static double middleOf(int index) {
    if (index < EXACT) {
      return index;
    }
    int shift = (index >>> OCTAVE_BITS) - 1;
    long lowest = (index & (PER_OCTAVE - 1L)) + PER_OCTAVE;
    // The whole numbers lowest·2^shift … (lowest+1)·2^shift − 1 lie in the bucket.
    return (lowest << shift) + ((1L << shift) - 1) / 2.0;
  }
}
