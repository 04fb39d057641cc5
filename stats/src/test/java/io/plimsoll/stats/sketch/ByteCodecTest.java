package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteCodecTest {
  @Test
  void readsBackWhatWasWritten() {
    long seed = 2026;
    Random random = new Random(seed);
    ByteWriter out = new ByteWriter(1);
    long[] numbers = new long[10_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong() >>> random.nextInt(64);
      out.putVarint(numbers[i]);
      out.putLong(~numbers[i]);
      out.putBytes(new byte[] {9, 8, 7}, 1, 2);
    }

    byte[] written = out.copy();
    ByteReader in = new ByteReader(written);
    for (long number : numbers) {
      assertThat(in.varint()).as("seed %d", seed).isEqualTo(number);
      assertThat(in.readLong()).isEqualTo(~number);
      int at = in.skip(2);
      assertThat(Arrays.copyOfRange(in.source(), at, at + 2)).containsExactly(8, 7);
    }
    assertThat(in.hasMore()).isFalse();
    assertThat(in.position()).isEqualTo(written.length).isEqualTo(out.length());
  }

  @Test
  void numbersAreSteppedOverAndReadAgain() {
    Random random = new Random(7);
    ByteWriter out = new ByteWriter(1);
    for (int i = 0; i < 1_000; i++) {
      out.putVarint(random.nextLong() >>> random.nextInt(64));
    }
    ByteReader in = new ByteReader(out.copy());
    for (int i = 0; i < 500; i++) {
      in.varint();
    }
    int half = in.position();
    in.skipVarints(500);
    assertThat(in.hasMore()).isFalse();

    in.seek(0);
    in.skipVarints(500);
    assertThat(in.position()).isEqualTo(half);
    assertThatIllegalArgumentException().isThrownBy(() -> in.skipVarints(501));
    assertThat(in.position()).as("stays where it was").isEqualTo(half);
    assertThatIllegalArgumentException().isThrownBy(() -> in.seek(out.length() + 1));
  }

  @Test
  void smallNumbersTakeOneByteAndNegativeOnesTen() {
    ByteWriter out = new ByteWriter(16);
    out.putVarint(127);
    assertThat(out.length()).isEqualTo(1);
    out.reset();
    out.putVarint(128);
    assertThat(out.copy()).containsExactly(0x80, 1);
    out.reset();
    out.putVarint(-1);
    assertThat(out.length()).isEqualTo(10);
  }

  @Test
  void bytesThatEndTooEarlyAreRefused() {
    ByteReader in = new ByteReader(new byte[] {(byte) 0x80});
    assertThatIllegalArgumentException().isThrownBy(in::varint);
    in.wrap(new byte[7]);
    assertThatIllegalArgumentException().isThrownBy(in::readLong);
    in.wrap(new byte[3]);
    assertThatIllegalArgumentException().isThrownBy(() -> in.skip(4));
    assertThatIllegalArgumentException().isThrownBy(() -> in.skip(-1));
  }

  @Test
  void aNumberWithoutEndIsRefused() {
    byte[] endless = new byte[40];
    Arrays.fill(endless, (byte) 0xff);
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(endless).varint());
    endless[20] = 1;
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(endless).skipVarints(1));
  }
}
