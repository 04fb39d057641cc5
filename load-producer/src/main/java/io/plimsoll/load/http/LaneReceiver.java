package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Lets all connections of a lane read into the same memory: what one has read is parsed before
 * another one reads. Whoever keeps a buffer beyond that, as TLS may, keeps it, and the next read
 * takes memory of Netty's. For the connections of one event loop.
 */
final class LaneReceiver extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int SIZE = 64 * 1024;

  private final ByteBuf shared = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(SIZE));

  @Override
  @SuppressWarnings("deprecation") // Netty's own name for what it asks for
  public RecvByteBufAllocator.Handle newHandle() {
    return new SharedHandle();
  }

  private final class SharedHandle extends MaxMessageHandle {
    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      boolean free = shared.refCnt() == 1;
      return free ? shared.clear().retain() : allocator.ioBuffer(SIZE);
    }

    @Override
    public int guess() {
      return SIZE;
    }
  }
}
