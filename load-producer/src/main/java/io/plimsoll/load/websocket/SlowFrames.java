package io.plimsoll.load.websocket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Hands on one frame for each read that is asked for, also when many came out of one buffer. When
 * the connection ends, the frames that came before are handed on at once and then the end: Netty's
 * FlowControlHandler would throw them away, a close frame with them. For its channel's thread.
 */
final class SlowFrames extends ChannelDuplexHandler {
  private final ArrayDeque<Object> frames = new ArrayDeque<>();
  private boolean wanted;

  @Override
  public void read(ChannelHandlerContext context) {
    Object next = frames.poll();
    if (next != null) {
      context.fireChannelRead(next);
    } else {
      wanted = true;
      context.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (wanted) {
      wanted = false;
      context.fireChannelRead(frame);
    } else {
      frames.add(frame);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (wanted) {
      context.read(); // what was read was not a whole frame
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    for (Object next = frames.poll(); next != null; next = frames.poll()) {
      context.fireChannelRead(next);
    }
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    frames.forEach(ReferenceCountUtil::release);
    frames.clear();
  }
}
