package io.plimsoll.load.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Counts the bytes of an upgrade and its answer. Taken out when that is done. */
final class UpgradeMeter extends ChannelDuplexHandler {
  private final Socket socket;

  UpgradeMeter(Socket socket) {
    this.socket = socket;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      socket.upgradeReceived(bytes.readableBytes());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      socket.upgradeSent(bytes.readableBytes());
    }
    ChannelFuture unused = context.write(message, promise);
  }
}
