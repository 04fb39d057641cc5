package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts the bytes of answers and notes the first one, before they are decoded. */
final class ByteMeter extends ChannelInboundHandlerAdapter {
  private final HttpConnection connection;

  ByteMeter(HttpConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      connection.received(bytes.readableBytes());
    }
    context.fireChannelRead(message);
  }
}
