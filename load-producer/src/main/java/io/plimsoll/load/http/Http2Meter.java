package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AttributeKey;
import reactor.netty.NettyPipeline;

/**
 * What one HTTP/2 connection costs those who use it: the time to make it, for the request that came
 * first, and the bytes of each stream's frames, heads as they are packed. For its channel's thread.
 */
final class Http2Meter extends ChannelDuplexHandler {
  /** PRI * HTTP/2.0 and so on, which a client sends first. */
  private static final int PREFACE = 24;

  private static final AttributeKey<Http2Meter> KEY = AttributeKey.valueOf("plimsoll-http2-meter");

  private final FrameMeter sent = new FrameMeter(PREFACE);
  private final FrameMeter received = new FrameMeter(0);
  private boolean used;

  /** Puts one into a connection that is about to be made, where frames are in the clear. */
  static void install(Channel connection) {
    Http2Meter meter = new Http2Meter();
    connection.attr(KEY).set(meter);
    ChannelPipeline pipeline = connection.pipeline();
    if (pipeline.get(NettyPipeline.SslHandler) == null) {
      pipeline.addFirst("plimsoll-http2-meter", meter);
    } else {
      pipeline.addAfter(NettyPipeline.SslHandler, "plimsoll-http2-meter", meter);
    }
  }

  /** That of the connection this stream belongs to; null where there is none. */
  static Http2Meter of(Channel stream) {
    return stream instanceof Http2StreamChannel child ? child.parent().attr(KEY).get() : null;
  }

  /** Whether the connection was made for the request that asks now. */
  boolean first() {
    boolean first = !used;
    used = true;
    return first;
  }

  long takeSent(Channel stream) {
    return sent.take(id(stream));
  }

  long takeReceived(Channel stream) {
    return received.take(id(stream));
  }

  private static int id(Channel stream) {
    return stream instanceof Http2StreamChannel child && child.stream() != null
        ? child.stream().id()
        : 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      received.count(bytes);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      sent.count(bytes);
    }
    ChannelFuture unused = context.write(message, promise);
  }
}
