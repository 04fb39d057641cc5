package io.plimsoll.lab.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import reactor.core.publisher.Flux;

/**
 * Content of any size from one block of incompressible bytes, sent as views of that block: a
 * download costs no memory. Thread-safe.
 */
public final class FileContent {
  private static final int BLOCK_BYTES = 64 * 1_024;

  private final ByteBuf block;

  public FileContent(long seed) {
    byte[] bytes = new byte[BLOCK_BYTES];
    new Random(seed).nextBytes(bytes);
    ByteBuf direct = Unpooled.directBuffer(BLOCK_BYTES).writeBytes(bytes);
    this.block = Unpooled.unreleasableBuffer(direct.asReadOnly());
  }

  /** {@code size} bytes; every subscriber gets the same. */
  public Flux<ByteBuf> bytes(long size) {
    return Flux.generate(
        () -> size,
        (left, sink) -> {
          if (left == 0) {
            sink.complete();
            return left;
          }
          int length = (int) Math.min(left, BLOCK_BYTES);
          sink.next(block.slice(0, length));
          return left - length;
        });
  }
}
