package io.plimsoll.stats.sketch;

import java.util.Arrays;

/**
 * How many values lie in each bucket. Up to {@value #FEW} values are kept as a list, more as a
 * dense array over the buckets in use: the form depends on the number of values alone, so equal
 * contents have equal encodings. For one thread.
 */
final class BucketCounts {
  static final int FEW = 24;

  private static final int SPARE = 128;
  private static final int INITIAL_SPAN = 512;

  private final int[] few = new int[FEW];
  private int fewCount;
  private boolean dense;
  private long[] counts;
  private long smallSum; // of the last addSmall
  private int base; // bucket of counts[0]
  private int low = Integer.MAX_VALUE;
  private int high = -1; // one past the highest bucket in use

  void add(int bucket) {
    if (dense) {
      increment(bucket, 1);
    } else if (fewCount < FEW) {
      few[fewCount++] = bucket;
    } else {
      becomeDense();
      increment(bucket, 1);
    }
  }

  void clear() {
    if (dense && high > low) {
      Arrays.fill(counts, low - base, high - base, 0);
    }
    dense = false;
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
    int offset = other.base - base;
    for (int i = other.low - other.base; i < other.high - other.base; i++) {
      counts[i + offset] += other.counts[i];
    }
  }

  private void becomeDense() {
    if (dense) {
      return;
    }
    dense = true;
    for (int i = 0; i < fewCount; i++) {
      increment(few[i], 1);
    }
    fewCount = 0;
  }

  private void increment(int bucket, long by) {
    if (bucket < low || bucket >= high) {
      cover(bucket, bucket + 1);
    }
    counts[bucket - base] += by;
  }

  /** Makes room for the buckets [from, to) and counts them as in use. */
  private void cover(int from, int to) {
    int newLow = Math.min(low, from);
    int newHigh = Math.max(high, to);
    if (counts == null) {
      counts = new long[Math.max(INITIAL_SPAN, roundUp(newHigh - newLow + SPARE))];
      base = centred(newLow, newHigh, counts.length);
    } else if (high < 0 && newHigh - newLow <= counts.length) {
      base = centred(newLow, newHigh, counts.length);
    } else if (newLow < base || newHigh > base + counts.length) {
      move(newLow, newHigh);
    }
    low = newLow;
    high = newHigh;
  }

  private void move(int newLow, int newHigh) {
    long[] wider = new long[Math.max(counts.length, roundUp(newHigh - newLow + SPARE))];
    int newBase = centred(newLow, newHigh, wider.length);
    if (high > low) {
      System.arraycopy(counts, low - base, wider, low - newBase, high - low);
    }
    counts = wider;
    base = newBase;
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
    long seen = counts[at];
    for (int i = 0; i < ranks.length; i++) {
      while (seen < ranks[i]) {
        seen += counts[++at];
      }
      buckets[i] = at + base;
    }
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
    int zeros = 0;
    for (int i = low - base; i < high - base; i++) {
      if (counts[i] == 0) {
        zeros++;
        continue;
      }
      if (zeros > 0) {
        out.putVarint(0);
        out.putVarint(zeros);
        zeros = 0;
      }
      out.putVarint(counts[i]);
    }
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
    long sum = 0;
    int at = from;
    for (; at < end && bytes[at] > 0; at++) {
      counts[at + shift] += bytes[at];
      sum += bytes[at];
    }
    smallSum = sum;
    return at - from;
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
