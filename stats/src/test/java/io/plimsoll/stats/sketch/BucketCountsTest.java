package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The counts against a sorted map, around the number at which a byte is too small for one. */
final class BucketCountsTest {
  private static final int MOST_BUCKET = 4_000;

  /** Counts and the slow twin that they must always equal. */
  private static final class Pair {
    private final BucketCounts counts = new BucketCounts();
    private final Map<Integer, Long> twin = new TreeMap<>();

    void add(int bucket, int times) {
      for (int i = 0; i < times; i++) {
        counts.add(bucket);
      }
      twin.merge(bucket, (long) times, Long::sum);
    }

    void merge(Pair other) {
      Map<Integer, Long> more = Map.copyOf(other.twin); // other may be this
      counts.merge(other.counts);
      more.forEach((bucket, count) -> twin.merge(bucket, count, Long::sum));
    }

    void mergeEncoded(Pair other) {
      ByteWriter out = new ByteWriter(64);
      BucketCodec.encode(other.counts, out);
      int first = other.sorted()[0];
      int last = other.sorted()[other.sorted().length - 1];
      BucketCodec.merge(counts, new ByteReader(out.copy()), other.values(), first, last);
      other.twin.forEach((bucket, count) -> twin.merge(bucket, count, Long::sum));
    }

    void clear() {
      counts.clear();
      twin.clear();
    }

    long values() {
      return twin.values().stream().mapToLong(Long::longValue).sum();
    }

    int[] sorted() {
      return twin.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    void assertEqual(String message) {
      int values = Math.toIntExact(values());
      long[] ranks = new long[values];
      int[] expected = new int[values];
      int rank = 0;
      for (int bucket : sorted()) {
        Arrays.fill(expected, rank, rank + twin.get(bucket).intValue(), bucket);
        rank += twin.get(bucket).intValue();
      }
      Arrays.setAll(ranks, i -> i + 1);
      int[] found = new int[values];
      counts.bucketsOf(ranks, found);
      assertThat(found).as(message).isEqualTo(expected);
    }
  }

  @Test
  void oneBucketIsCountedPastWhatAByteHolds() {
    for (int times = BucketCounts.MOST_NARROW - 1; times < BucketCounts.MOST_NARROW + 3; times++) {
      Pair pair = new Pair();
      pair.add(700, times);
      pair.add(701, 1);
      pair.assertEqual(times + " times");
    }
  }

  @Test
  void aSumTooLargeForAByteInTheMiddleLosesNothing() {
    for (int middle = BucketCounts.MOST_NARROW / 2; middle <= BucketCounts.MOST_NARROW; middle++) {
      Pair one = spread(middle);
      Pair byObject = spread(middle);
      Pair byBytes = spread(middle);
      byObject.merge(one);
      byBytes.mergeEncoded(one);
      byObject.assertEqual("object, " + middle);
      byBytes.assertEqual("bytes, " + middle);
    }
  }

  private static Pair spread(int middle) {
    Pair pair = new Pair();
    for (int bucket = 100; bucket < 200; bucket++) {
      pair.add(bucket, bucket == 150 ? middle : 1 + bucket % 3);
    }
    return pair;
  }

  @Test
  void mergedWithItselfItDoubles() {
    Pair pair = spread(BucketCounts.MOST_NARROW);
    pair.merge(pair);
    pair.assertEqual("twice");
  }

  @Test
  void equalsItsTwinWhateverIsDoneWithIt() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    Pair[] pairs = {new Pair(), new Pair(), new Pair()};
    for (int step = 0; step < 3_000; step++) {
      Pair pair = pairs[random.nextInt(pairs.length)];
      Pair other = pairs[random.nextInt(pairs.length)];
      switch (random.nextInt(8)) {
        case 0 -> pair.clear();
        case 1 -> mergeUnlessLarge(pair, other, true);
        case 2 -> mergeUnlessLarge(pair, other, false);
        case 3 -> pair.add(random.nextInt(MOST_BUCKET), 100 + random.nextInt(60));
        default -> pair.add(1_000 + random.nextInt(300), 1 + random.nextInt(20));
      }
      pair.assertEqual("seed " + seed + ", step " + step);
    }
  }

  private static void mergeUnlessLarge(Pair pair, Pair other, boolean encoded) {
    if (pair.values() + other.values() > 50_000 || other.values() == 0) {
      pair.clear();
    } else if (encoded) {
      pair.mergeEncoded(other);
    } else {
      pair.merge(other);
    }
  }
}
