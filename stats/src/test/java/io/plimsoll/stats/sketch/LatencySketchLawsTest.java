package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of the class comment, to the bit of the encoding. */
class LatencySketchLawsTest {
  /** Sizes around the border between the list and the dense form, and beyond. */
  private static final int[] SIZES = {0, 1, 5, 11, 13, 23, 24, 25, 26, 60, 700};

  @Test
  void mergeIsCommutative() {
    forAllPairs(
        (a, b, random, message) ->
            assertSame(message, merged(sketch(a), sketch(b)), merged(sketch(b), sketch(a))));
  }

  @Test
  void mergeIsAssociative() {
    forAllPairs(
        (a, b, random, message) -> {
          long[] c = draw(random, SIZES[random.nextInt(SIZES.length)]);
          LatencySketch left = merged(merged(sketch(a), sketch(b)), sketch(c));
          LatencySketch right = merged(sketch(a), merged(sketch(b), sketch(c)));
          assertSame(message + ", third of " + c.length, left, right);
        });
  }

  @Test
  void anEmptySketchChangesNothing() {
    forAllPairs(
        (a, b, random, message) -> {
          assertSame(message, sketch(a), merged(sketch(a), new LatencySketch()));
          assertSame(message, sketch(a), merged(new LatencySketch(), sketch(a)));
        });
  }

  @Test
  void aSketchOfTheWholeEqualsTheMergeOfItsParts() {
    forAllPairs(
        (a, b, random, message) ->
            assertSame(message, sketch(joined(a, b)), merged(sketch(a), sketch(b))));
  }

  @Test
  void theOrderOfTheValuesLeavesNoTrace() {
    forAllPairs(
        (a, b, random, message) -> {
          long[] sorted = joined(a, b);
          Arrays.sort(sorted);
          assertSame(message, sketch(joined(b, a)), sketch(sorted));
        });
  }

  @Test
  void mergingTheEncodingEqualsMergingTheObject() {
    forAllPairs(
        (a, b, random, message) -> {
          LatencySketch fromBytes = sketch(a);
          fromBytes.mergeEncoded(new ByteReader(sketch(b).encoded()));
          assertSame(message, merged(sketch(a), sketch(b)), fromBytes);
        });
  }

  @Test
  void severalEncodingsInOneBufferAreReadOneAfterAnother() {
    forAllPairs(
        (a, b, random, message) -> {
          ByteWriter out = new ByteWriter(1);
          sketch(a).encode(out);
          sketch(b).encode(out);
          ByteReader in = new ByteReader(out.copy());
          LatencySketch both = new LatencySketch();
          both.mergeEncoded(in);
          both.mergeEncoded(in);
          assertThat(in.hasMore()).as(message).isFalse();
          assertSame(message, merged(sketch(a), sketch(b)), both);
        });
  }

  @Test
  void aClearedSketchIsLikeANewOne() {
    forAllPairs(
        (a, b, random, message) -> {
          LatencySketch reused = sketch(a);
          reused.add(-1);
          reused.clear();
          assertSame(message + ", cleared", new LatencySketch(), reused);
          reused.merge(sketch(b));
          assertSame(message + ", merged into", sketch(b), reused);
          reused.clear();
          reused.mergeEncoded(new ByteReader(sketch(joined(a, b)).encoded()));
          assertSame(message + ", decoded into", sketch(joined(a, b)), reused);
        });
  }

  @Test
  void mergingASketchWithItselfDoublesIt() {
    forAllPairs(
        (a, b, random, message) -> {
          LatencySketch self = sketch(a);
          self.merge(self);
          assertSame(message, sketch(joined(a, a)), self);
        });
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    forAllPairs(
        (a, b, random, message) -> {
          LatencySketch other = sketch(b);
          LatencySketch target = merged(sketch(a), other);
          target.add(3);
          assertSame(message, sketch(b), other);
        });
  }

  @Test
  void readingAQuantileLeavesTheEncodingAsItWas() {
    forAllPairs(
        (a, b, random, message) -> {
          LatencySketch read = sketch(b);
          if (!read.isEmpty()) {
            read.quantile(0.3);
          }
          assertSame(message, sketch(b), read);
        });
  }

  private interface Law {
    void check(long[] a, long[] b, Random random, String message);
  }

  private static void forAllPairs(Law law) {
    for (int sizeA : SIZES) {
      for (int sizeB : SIZES) {
        long seed = 1_000L * sizeA + sizeB;
        Random random = new Random(seed);
        String message = "sizes " + sizeA + " and " + sizeB + ", seed " + seed;
        law.check(draw(random, sizeA), draw(random, sizeB), random, message);
      }
    }
  }

  /** Narrow or as wide as can be, so that the dense array grows to either side. */
  private static long[] draw(Random random, int size) {
    double octaves = random.nextBoolean() ? 36.3 : 4;
    double lowest = random.nextBoolean() ? 0 : 36.3 - octaves;
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = (long) Math.pow(2, lowest + octaves * random.nextDouble());
    }
    return values;
  }

  private static LatencySketch sketch(long[] values) {
    return Shapes.sketchOf(values);
  }

  private static LatencySketch merged(LatencySketch target, LatencySketch other) {
    target.merge(other);
    return target;
  }

  private static long[] joined(long[] a, long[] b) {
    long[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static void assertSame(String message, LatencySketch expected, LatencySketch actual) {
    assertThat(actual.encoded()).as(message).isEqualTo(expected.encoded());
  }
}
