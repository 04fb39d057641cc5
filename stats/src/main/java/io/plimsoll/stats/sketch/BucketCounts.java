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

  private final int[] few = new int[FEW];
  private int fewCount;
  private boolean dense;
  private boolean wide; // whether the counts lie in counts, and not in narrow
  private byte[] narrow;
  private long[] counts;
  private long smallSum; // of the last addSmall
  private int base; // bucket of counts[0] or narrow[0]; the array not in use is all zeros
  private int low = Integer.MAX_VALUE;
  private int high = -1; // one past the highest bucket in use

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

  private void becomeDense() {
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
  private void widen() {
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
  private void cover(int from, int to) {
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

  void encode(ByteWriter out) {
    if (dense) {
      encodeDense(out);
    } else {
      encodeFew(out);
    }
  }

  private void encodeFew(ByteWriter out) {
    Arrays.sort(few, 0, fewCount);
    int previous = 0;
    for (int i = 0; i < fewCount; i++) {
      out.putVarint(few[i] - previous);
      previous = few[i];
    }
  }

  /**
   * First bucket, span, then the counts; a zero is followed by the number of zeros it stands for.
   */
  private void encodeDense(ByteWriter out) {
    out.putVarint(low);
    out.putVarint(high - low);
    if (wide) {
      encodeWide(out);
    } else {
      encodeNarrow(out);
    }
  }

  private void encodeWide(ByteWriter out) {
    int zeros = 0;
    for (int i = low - base; i < high - base; i++) {
      if (counts[i] == 0) {
        zeros++;
      } else {
        zeros = putZeros(zeros, out);
        out.putVarint(counts[i]);
      }
    }
  }

  /** As a varint is a count of up to 127; so mostly is a number of zeros. */
  private void encodeNarrow(ByteWriter out) {
    int from = low - base;
    int to = high - base;
    byte[] target = out.room(2 * (to - from)); // a single zero takes two bytes
    int at = out.length();
    int zeros = 0;
    for (int i = from; i < to; i++) {
      byte next = narrow[i];
      if (next == 0) {
        zeros++;
        continue;
      }
      if (zeros > 0) {
        target[at++] = 0;
        at = putSmall(zeros, target, at);
        zeros = 0;
      }
      target[at++] = next;
    }
    out.wroteTo(at);
  }

  private static int putSmall(int value, byte[] target, int from) {
    int at = from;
    int rest = value;
    for (; rest > MOST_NARROW; rest >>>= 7) {
      target[at++] = (byte) (rest | 0x80);
    }
    target[at++] = (byte) rest;
    return at;
  }

  private static int putZeros(int zeros, ByteWriter out) {
    if (zeros > 0) {
      out.putVarint(0);
      out.putVarint(zeros);
    }
    return 0;
  }

  /**
   * Adds what {@link #encode} wrote.
   *
   * @param values how many values were encoded, at least 1; it tells the form
   * @param first lowest bucket they may lie in; one of them does
   * @param last highest bucket they may lie in; one of them does
   * @throws IllegalArgumentException when the bytes say otherwise; the counts are then undefined,
   *     but may be cleared
   */
  void mergeEncoded(ByteReader in, long values, int first, int last) {
    if (values <= FEW) {
      mergeFew(in, (int) values, first, last);
    } else {
      mergeDense(in, values, first, last);
    }
  }

  private void mergeFew(ByteReader in, int values, int first, int last) {
    int bucket = 0;
    for (int i = 0; i < values; i++) {
      long step = in.varint();
      if (step < 0 || step > last - bucket || (i == 0 && step != first)) {
        throw misfit("a step of " + step + " from bucket " + bucket, first, last);
      }
      bucket += (int) step;
      add(bucket);
    }
    if (bucket != last) {
      throw misfit("values up to bucket " + bucket, first, last);
    }
  }

  private void mergeDense(ByteReader in, long values, int first, int last) {
    long from = in.varint();
    long span = in.varint();
    if (from != first || span != last - first + 1L) {
      throw misfit(span + " buckets from " + from, first, last);
    }
    becomeDense();
    cover(first, last + 1);
    long left = values;
    int bucket = first;
    while (bucket <= last) {
      int read = addSmall(in.source(), in.position(), bucket - base, last - bucket + 1);
      left -= smallSum;
      in.skip(read);
      bucket += read;
      if (bucket > last) {
        break;
      }
      long count = in.varint();
      if (count == 0) {
        bucket += zeros(in.varint(), bucket, first, last);
      } else if (count < 0 || count > left) {
        throw misfit(count + " values in bucket " + bucket, first, last);
      } else {
        widen();
        counts[bucket - base] += count;
        left -= count;
        bucket++;
      }
    }
    if (left != 0) {
      throw misfit((values - left) + " values where there are " + values, first, last);
    }
  }

  /** Adds the counts of one byte each that lie next, as most do; returns how many. */
  private int addSmall(byte[] bytes, int from, int slot, int most) {
    int end = Math.min(bytes.length, from + most);
    int shift = slot - from;
    smallSum = 0;
    int at = wide ? from : addSmallNarrow(bytes, from, end, shift);
    if (wide) {
      at = addSmallWide(bytes, at, end, shift);
    }
    return at - from;
  }

  private int addSmallWide(byte[] bytes, int from, int end, int shift) {
    long[] sums = counts;
    long sum = 0;
    int at = from;
    for (; at < end && bytes[at] > 0; at++) {
      sums[at + shift] += bytes[at];
      sum += bytes[at];
    }
    smallSum += sum;
    return at;
  }

  /** Ends where a count is not of one byte, or where a sum is not, then being wide. */
  private int addSmallNarrow(byte[] bytes, int from, int end, int shift) {
    byte[] sums = narrow;
    long sum = 0;
    int at = from;
    for (; at < end && bytes[at] > 0; at++) {
      int both = sums[at + shift] + bytes[at];
      if (both > MOST_NARROW) {
        widen();
        break;
      }
      sums[at + shift] = (byte) both;
      sum += bytes[at];
    }
    smallSum += sum;
    return at;
  }

  /** The first and the last bucket are never empty. */
  private static int zeros(long run, int bucket, int first, int last) {
    if (run < 1 || run > last - bucket || bucket == first) {
      throw misfit(run + " empty buckets from " + bucket, first, last);
    }
    return (int) run;
  }

  private static IllegalArgumentException misfit(String found, int first, int last) {
    return new IllegalArgumentException(
        "not a sketch: " + found + ", between buckets " + first + " and " + last);
  }
}
