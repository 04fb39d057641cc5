package io.plimsoll.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FrameMeterTest {
  private static final int PREFACE = 24;

  @Test
  void countsWholeFramesByStreamHoweverTheyAreCut() {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<Integer, Long> expected = new HashMap<>();
      ByteBuf all = Unpooled.buffer().writeZero(PREFACE);
      for (int i = 0; i < 200; i++) {
        int stream = 2 * random.nextInt(6) - 1;
        int length = random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(30);
        frame(all, Math.max(0, stream), length);
        expected.merge(Math.max(0, stream), 9L + length, Long::sum);
      }

      FrameMeter meter = new FrameMeter(PREFACE);
      while (all.isReadable()) {
        int most = random.nextInt(3) == 0 ? 5 : 5_000;
        meter.count(all.readSlice(Math.min(all.readableBytes(), 1 + random.nextInt(most))));
      }

      for (int stream = 1; stream < 12; stream += 2) {
        assertThat(meter.take(stream))
            .as("seed %d, stream %d", seed, stream)
            .isEqualTo(expected.getOrDefault(stream, 0L));
        assertThat(meter.take(stream)).isZero();
      }
      assertThat(meter.take(0)).as("the connection's own frames").isZero();
    }
  }

  @Test
  void leavesTheBufferAsItWas() {
    ByteBuf bytes = frame(Unpooled.buffer(), 1, 10);

    new FrameMeter(0).count(bytes);

    assertThat(bytes.readerIndex()).isZero();
    assertThat(bytes.readableBytes()).isEqualTo(19);
  }

  private static ByteBuf frame(ByteBuf to, int stream, int length) {
    return to.writeMedium(length).writeByte(0).writeByte(0).writeInt(stream).writeZero(length);
  }
}
