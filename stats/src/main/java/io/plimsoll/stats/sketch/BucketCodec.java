package io.plimsoll.stats.sketch;

import java.util.Arrays;

/**
 * The encoding of {@link BucketCounts}: of few values the steps from bucket to bucket, of more the
 * first bucket, the span, and the counts; a zero is followed by the number of zeros it stands for.
 */
final class BucketCodec {
  private static final int MOST_SMALL = BucketCounts.MOST_NARROW; // a byte, as a varint is

  private BucketCodec() {}

  static void encode(BucketCounts of, ByteWriter out) {
    if (of.dense) {
      out.putVarint(of.low);
      out.putVarint(of.high - of.low);
      if (of.wide) {
        encodeWide(of, out);
      } else {
        encodeNarrow(of, out);
      }
    } else {
      encodeFew(of, out);
    }
  }

  private static void encodeFew(BucketCounts of, ByteWriter out) {
    Arrays.sort(of.few, 0, of.fewCount);
    int previous = 0;
    for (int i = 0; i < of.fewCount; i++) {
      out.putVarint(of.few[i] - previous);
      previous = of.few[i];
    }
  }

  private static void encodeWide(BucketCounts of, ByteWriter out) {
    int zeros = 0;
    for (int i = of.low - of.base; i < of.high - of.base; i++) {
      long next = of.counts[i];
      if (next == 0) {
        zeros++;
        continue;
      }
      if (zeros > 0) {
        out.putVarint(0);
        out.putVarint(zeros);
        zeros = 0;
      }
      out.putVarint(next);
    }
  }

  private static void encodeNarrow(BucketCounts of, ByteWriter out) {
    byte[] counts = of.narrow;
    int from = of.low - of.base;
    int to = of.high - of.base;
    byte[] target = out.room(2 * (to - from)); // a single zero takes two bytes
    int at = out.length();
    int zeros = 0;
    for (int i = from; i < to; i++) {
      byte next = counts[i];
      if (next == 0) {
        zeros++;
        continue;
      }
      if (zeros > 0) {
        target[at++] = 0;
        at = putVarint(zeros, target, at);
        zeros = 0;
      }
      target[at++] = next;
    }
    out.wroteTo(at);
  }

  private static int putVarint(int value, byte[] target, int from) {
    int at = from;
    int rest = value;
    for (; rest > MOST_SMALL; rest >>>= 7) {
      target[at++] = (byte) (rest | 0x80);
    }
    target[at++] = (byte) rest;
    return at;
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
  static void merge(BucketCounts into, ByteReader in, long values, int first, int last) {
    if (values <= BucketCounts.FEW) {
      mergeFew(into, in, (int) values, first, last);
    } else {
      mergeDense(into, in, values, first, last);
    }
  }

  private static void mergeFew(BucketCounts into, ByteReader in, int values, int first, int last) {
    int bucket = 0;
    for (int i = 0; i < values; i++) {
      long step = in.varint();
      if (step < 0 || step > last - bucket || (i == 0 && step != first)) {
        throw misfit("a step of " + step + " from bucket " + bucket, first, last);
      }
      bucket += (int) step;
      into.add(bucket);
    }
    if (bucket != last) {
      throw misfit("values up to bucket " + bucket, first, last);
    }
  }

  private static void mergeDense(
      BucketCounts into, ByteReader in, long values, int first, int last) {
    long from = in.varint();
    long span = in.varint();
    if (from != first || span != last - first + 1L) {
      throw misfit(span + " buckets from " + from, first, last);
    }
    into.becomeDense();
    into.cover(first, last + 1);
    long left = values;
    int bucket = first;
    while (bucket <= last) {
      int begun = in.position();
      left -= addSmall(into, in, bucket - into.base, last - bucket + 1);
      bucket += in.position() - begun;
      if (bucket > last) {
        break;
      }
      long count = in.varint();
      if (count == 0) {
        bucket += zeros(in.varint(), bucket, first, last);
      } else if (count < 0 || count > left) {
        throw misfit(count + " values in bucket " + bucket, first, last);
      } else {
        into.widen();
        into.counts[bucket - into.base] += count;
        left -= count;
        bucket++;
      }
    }
    if (left != 0) {
      throw misfit((values - left) + " values where there are " + values, first, last);
    }
  }

  /** Adds the counts of one byte each that lie next, as most do; returns their sum. */
  private static long addSmall(BucketCounts into, ByteReader in, int slot, int most) {
    int end = Math.min(in.source().length, in.position() + most);
    int shift = slot - in.position();
    long sum = into.wide ? 0 : addSmallNarrow(into, in, end, shift);
    return into.wide ? sum + addSmallWide(into, in, end, shift) : sum;
  }

  /** Ends where a count is not of one byte, or where a sum is not, then being wide. */
  private static long addSmallNarrow(BucketCounts into, ByteReader in, int end, int shift) {
    byte[] bytes = in.source();
    byte[] sums = into.narrow;
    int from = in.position();
    long sum = 0;
    int at = from;
    for (; at < end && bytes[at] > 0; at++) {
      int both = sums[at + shift] + bytes[at];
      if (both > BucketCounts.MOST_NARROW) {
        into.widen();
        break;
      }
      sums[at + shift] = (byte) both;
      sum += bytes[at];
    }
    in.skip(at - from);
    return sum;
  }

  private static long addSmallWide(BucketCounts into, ByteReader in, int end, int shift) {
    byte[] bytes = in.source();
    long[] sums = into.counts;
    int from = in.position();
    long sum = 0;
    int at = from;
    for (; at < end && bytes[at] > 0; at++) {
      sums[at + shift] += bytes[at];
      sum += bytes[at];
    }
    in.skip(at - from);
    return sum;
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
