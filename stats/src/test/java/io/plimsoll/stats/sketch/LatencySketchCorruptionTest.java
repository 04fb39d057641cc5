package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatencySketchCorruptionTest {
  private static final int[] SIZES = {0, 1, 24, 25, 400};

  @ParameterizedTest
  @EnumSource
  void everyTruncationIsRefused(Shapes shape) {
    for (int size : SIZES) {
      byte[] sound = Shapes.sketchOf(shape.values(size, 3)).encoded();
      for (int length = 0; length < sound.length; length++) {
        byte[] cut = Arrays.copyOf(sound, length);
        assertThatIllegalArgumentException()
            .as("%s, %d values, %d of %d bytes", shape, size, length, sound.length)
            .isThrownBy(() -> LatencySketch.decode(cut));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesLeftOverAreRefused(Shapes shape) {
    for (int size : SIZES) {
      byte[] sound = Shapes.sketchOf(shape.values(size, 3)).encoded();
      assertThatIllegalArgumentException()
          .as("%s, %d values", shape, size)
          .isThrownBy(() -> LatencySketch.decode(Arrays.copyOf(sound, sound.length + 1)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void flippedBitsAreRefusedOrGiveASketchThatCanBeUsed(Shapes shape) {
    for (int size : SIZES) {
      long seed = 100L * shape.name().hashCode() + size;
      Random random = new Random(seed);
      byte[] sound = Shapes.sketchOf(shape.values(size, seed)).encoded();
      for (int trial = 0; trial < 2_000; trial++) {
        byte[] bad = sound.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        }
        useOrRefuse(bad, shape + ", " + size + " values, seed " + seed + ", trial " + trial);
      }
    }
  }

  @Test
  void randomBytesAreRefusedOrGiveASketchThatCanBeUsed() {
    long seed = 4711;
    Random random = new Random(seed);
    for (int trial = 0; trial < 200_000; trial++) {
      byte[] noise = new byte[1 + random.nextInt(40)];
      random.nextBytes(noise);
      noise[0] = 1; // a version that is understood
      useOrRefuse(noise, "seed " + seed + ", trial " + trial);
    }
  }

  @Test
  void aSketchIsUsableAgainOnceCleared() {
    LatencySketch sketch = new LatencySketch();
    byte[] sound = Shapes.sketchOf(Shapes.PARETO.values(300, 8)).encoded();
    for (int length = 0; length < sound.length; length++) {
      byte[] cut = Arrays.copyOf(sound, length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sketch.mergeEncoded(new ByteReader(cut)));
      sketch.clear();
      sketch.mergeEncoded(new ByteReader(sound));
      assertThat(sketch.encoded()).as("after a cut at %d", length).isEqualTo(sound);
      sketch.clear();
    }
  }

  @Test
  void anotherVersionIsRefusedByItsNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencySketch.decode(new byte[] {2, 0, 0}))
        .withMessageContaining("version 2");
  }

  /** A negative count, a count that overflows, an empty run of zeros and a step back. */
  @Test
  void craftedNumbersAreRefused() {
    assertRefused(-1, 0);
    assertRefused(1L << 54, 0);
    assertRefused(3, -1);
    assertRefused(1, 0, 500, 0, 250_000, 500, 1L << 40); // max beyond 24 hours
    assertRefused(1, 0, 500, 0, 250_000, -500, 0);
    assertRefused(1, 0, 700, 0, 490_000, 500, 0); // a sum that no value gives
    assertRefused(2, 0, 1_000, 0, 400_000, 500, 0, 500, 0); // a negative variance
    assertRefused(30, 0, 3_000, 0, 300_000, 100, 0, 100, 1, 31);
    assertRefused(30, 0, 3_000, 0, 300_000, 100, 0, 100, 1, -30);
    assertRefused(30, 0, 3_000, 0, 300_004, 99, 2, 99, 3, 15, 0, 0, 15);
    assertRefused(30, 0, 3_000, 0, 300_004, 99, 2, 99, 3, 15, 0, -1, 15);
    assertRefused(30, 0, 3_000, 0, 300_004, 99, 2, 99, Long.MAX_VALUE, 15);
    assertRefused(2, 0, 200, 0, 20_002, 99, 2, 99, -2);
  }

  @Test
  void theSoundTwinOfTheCraftedNumbersIsRead() {
    LatencySketch sketch =
        LatencySketch.decode(encoded(30, 0, 3_000, 0, 300_030, 99, 2, 99, 3, 15, 0, 1, 15));

    assertThat(sketch.quantile(0.5)).isEqualTo(99.0);
    assertThat(sketch.quantile(0.51)).isEqualTo(101.0);
    assertThat(sketch.standardDeviation()).isEqualTo(1.0);
  }

  private static void assertRefused(long... numbers) {
    assertThatIllegalArgumentException()
        .as(Arrays.toString(numbers))
        .isThrownBy(() -> LatencySketch.decode(encoded(numbers)));
  }

  private static byte[] encoded(long... numbers) {
    ByteWriter out = new ByteWriter(8);
    out.putVarint(1);
    for (long number : numbers) {
      out.putVarint(number);
    }
    return out.copy();
  }

  private static void useOrRefuse(byte[] bytes, String message) {
    LatencySketch sketch;
    try {
      sketch = LatencySketch.decode(bytes);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).as(message).hasMessageMatching("(?s).+");
      return;
    }
    if (!sketch.isEmpty()) {
      assertThat(sketch.quantile(0.99))
          .as(message)
          .isBetween((double) sketch.min(), (double) sketch.max());
      assertThat(sketch.mean()).as(message).isBetween(0.0, (double) LatencySketch.MAX_MICROS);
      sketch.merge(Shapes.sketchOf(1, 86_000_000_000L));
      assertThat(sketch.encoded()).as(message).isNotEmpty();
    }
  }
}
