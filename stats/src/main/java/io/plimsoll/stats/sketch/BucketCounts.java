package io.plimsoll.stats.sketch;

import java.util.Arrays;

/**
 * How many values lie in each bucket. Up to {@value #FEW} values are kept as a list, more as a
 * dense array over the buckets in use: the form depends on the number of values alone, so equal
 * contents have equal encodings. A bucket of the array takes a byte until one of them holds more
 * than {@value #MOST_NARROW} values, because most windows of a second never get there and there are
 * many of them. For one thread.
 */
final class BucketCounts {
  static final int FEW = 24;
  static final int MOST_NARROW = Byte.MAX_VALUE;

  private static final int SPARE = 128;
  private static final int INITIAL_SPAN = 512;

  // Read and written by BucketCodec, too, which is as hot.
  final int[] few = new int[FEW];
  int fewCount;
  boolean dense;
  boolean wide; // whether the counts lie in counts, and not in narrow
  byte[] narrow;
  long[] counts;
  int base; // bucket of counts[0] or narrow[0]; the array not in use is all zeros
  int low = Integer.MAX_VALUE;
  int high = -1; // one past the highest bucket in use

  void add(int bucket) {
    if (dense) {
      increment(bucket);
    } else if (fewCount < FEW) {
      few[fewCount++] = bucket;
    } else {
      becomeDense();
      increment(bucket);
    }
  }

  void clear() {
    if (dense && high > low) {
      if (wide) {
        Arrays.fill(counts, low - base, high - base, 0);
      } else {
        Arrays.fill(narrow, low - base, high - base, (byte) 0);
      }
    }
    dense = false;
    wide = false;
    fewCount = 0;
    low = Integer.MAX_VALUE;
    high = -1;
  }

  void merge(BucketCounts other) {
    if (!other.dense) {
      int values = other.fewCount; // other may be this
      for (int i = 0; i < values; i++) {
        add(other.few[i]);
      }
      return;
    }
    becomeDense();
    cover(other.low, other.high);
    if (other.wide || other == this) {
      widen();
    }
    int from = other.low - other.base;
    int end = other.high - other.base;
    int offset = other.base - base;
    if (other.wide) {
      for (int i = from; i < end; i++) {
        counts[i + offset] += other.counts[i];
      }
    } else {
      addNarrow(other.narrow, from, end, offset);
    }
  }

  /** Adds counts of a byte each, none of them negative. */
  private void addNarrow(byte[] more, int from, int end, int offset) {
    int at = wide ? from : addWhileNarrow(more, from, end, offset);
    for (; at < end; at++) {
      counts[at + offset] += more[at];
    }
  }

  /** Goes as far as bytes can hold the sums; returns where that ended, then being wide. */
  private int addWhileNarrow(byte[] more, int from, int end, int offset) {
    byte[] sums = narrow;
    for (int at = from; at < end; at++) {
      int sum = sums[at + offset] + more[at];
      if (sum > MOST_NARROW) {
        widen();
        return at;
      }
      sums[at + offset] = (byte) sum;
    }
    return end;
  }

  /** Counts in the array from now on. */
  void becomeDense() {
    if (dense) {
      return;
    }
    dense = true;
    for (int i = 0; i < fewCount; i++) {
      increment(few[i]);
    }
    fewCount = 0;
  }

  private void increment(int bucket) {
    if (bucket < low || bucket >= high) {
      cover(bucket, bucket + 1);
    }
    int at = bucket - base;
    if (!wide) {
      byte more = (byte) (narrow[at] + 1);
      if (more > 0) {
        narrow[at] = more;
        return;
      }
      widen();
    }
    counts[at]++;
  }

  /** Turns the bytes into longs, in the same places. */
  void widen() {
    if (wide) {
      return;
    }
    wide = true;
    if (counts == null || counts.length < narrow.length) {
      counts = new long[narrow.length];
    }
    for (int i = low - base; i < high - base; i++) {
      counts[i] = narrow[i];
      narrow[i] = 0;
    }
  }

  private long countAt(int index) {
    return wide ? counts[index] : narrow[index];
  }

  /** Makes room for the buckets [from, to) and counts them as in use. */
  void cover(int from, int to) {
    int newLow = Math.min(low, from);
    int newHigh = Math.max(high, to);
    if (narrow == null) {
      narrow = new byte[spanOf(newHigh - newLow)];
    }
    int length = wide ? counts.length : narrow.length;
    if (high < 0 && newHigh - newLow <= length) {
      base = centred(newLow, newHigh, length);
    } else if (newLow < base || newHigh > base + length) {
      move(newLow, newHigh, length);
    }
    low = newLow;
    high = newHigh;
  }

  private void move(int newLow, int newHigh, int length) {
    int span = Math.max(length, spanOf(newHigh - newLow));
    int newBase = centred(newLow, newHigh, span);
    Object moved = wide ? new long[span] : new byte[span];
    if (high > low) {
      System.arraycopy(wide ? counts : narrow, low - base, moved, low - newBase, high - low);
    }
    if (wide) {
      counts = (long[]) moved;
    } else {
      narrow = (byte[]) moved;
    }
    base = newBase;
  }

  private static int spanOf(int buckets) {
    return roundUp(buckets + SPARE);
  }

  private static int centred(int low, int high, int span) {
    return Math.max(0, low - (span - (high - low)) / 2);
  }

  private static int roundUp(int span) {
    return span <= INITIAL_SPAN ? INITIAL_SPAN : Integer.highestOneBit(span - 1) << 1;
  }

  /** Buckets of the values with these ranks (from 1, ascending) into {@code buckets}. */
  void bucketsOf(long[] ranks, int[] buckets) {
    if (dense) {
      scan(ranks, buckets);
      return;
    }
    Arrays.sort(few, 0, fewCount);
    for (int i = 0; i < ranks.length; i++) {
      buckets[i] = few[(int) ranks[i] - 1];
    }
  }

  private void scan(long[] ranks, int[] buckets) {
    int at = low - base;
    long seen = countAt(at);
    for (int i = 0; i < ranks.length; i++) {
      while (seen < ranks[i]) {
        seen += countAt(++at);
      }
      buckets[i] = at + base;
    }
  }

  /** Values in buckets whose middle is at most each of these bounds (ascending). */
  void countsAtMost(long[] bounds, long[] out) {
    if (!dense) {
      for (int i = 0; i < bounds.length; i++) {
        out[i] = fewAtMost(bounds[i]);
      }
      return;
    }
    int at = low;
    long seen = 0;
    for (int i = 0; i < bounds.length; i++) {
      for (; at < high && LogLinearBuckets.middleOf(at) <= bounds[i]; at++) {
        seen += countAt(at - base);
      }
      out[i] = seen;
    }
  }

  private long fewAtMost(long bound) {
    long seen = 0;
    for (int i = 0; i < fewCount; i++) {
      if (LogLinearBuckets.middleOf(few[i]) <= bound) {
        seen++;
      }
    }
    return seen;
  }
}
