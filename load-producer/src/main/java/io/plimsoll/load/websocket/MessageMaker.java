package io.plimsoll.load.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.plimsoll.load.engine.Session;
import io.plimsoll.load.scenario.Message;
import io.plimsoll.load.scenario.Template;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes the content of a step's messages, once for all where it is always the same. Immutable. */
final class MessageMaker {
  private static final byte[] LETTERS =
      "abcdefghijklmnopqrstuvwxyz012345".getBytes(StandardCharsets.US_ASCII);

  private final Message message;
  private final Optional<ByteBuf> constant;

  MessageMaker(Message message) {
    this.message = message;
    this.constant =
        message.content() instanceof Message.Text text && text.text().isConstant()
            ? Optional.of(shared(text.text()))
            : Optional.empty();
  }

  /** In memory that the garbage collector frees, since nobody knows when it is last sent. */
  private static ByteBuf shared(Template text) {
    byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct).asReadOnly());
  }

  boolean binary() {
    return message.binary();
  }

  /** Payload of a frame at most. */
  int fragmentBytes() {
    return message.fragmentBytes() == 0 ? Integer.MAX_VALUE : message.fragmentBytes();
  }

  /** The first value it needs and the user does not have. */
  Optional<String> missing(Session session) {
    return message.content() instanceof Message.Text text
        ? text.text().missing(session)
        : Optional.empty();
  }

  /** The content of one message; the caller's. */
  ByteBuf content(Session session, ByteBufAllocator allocator) {
    if (constant.isPresent()) {
      return constant.get().duplicate();
    }
    if (message.content() instanceof Message.Text text) {
      return ByteBufUtil.writeUtf8(allocator, text.text().render(session));
    }
    Message.Random random = (Message.Random) message.content();
    SplittableRandom source = session.random();
    int length = source.nextInt(random.leastBytes(), random.mostBytes() + 1);
    return noise(allocator.buffer(length), length, source);
  }

  private ByteBuf noise(ByteBuf into, int length, SplittableRandom source) {
    while (into.readableBytes() + Long.BYTES <= length) {
      into.writeLong(message.binary() ? source.nextLong() : letters(source.nextLong()));
    }
    for (long rest = source.nextLong(); into.readableBytes() < length; rest >>>= 8) {
      into.writeByte(message.binary() ? (int) rest : LETTERS[(int) (rest & 31)]);
    }
    return into;
  }

  private static long letters(long random) {
    long text = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      text = text << 8 | LETTERS[(int) (random >>> shift & 31)];
    }
    return text;
  }
}
