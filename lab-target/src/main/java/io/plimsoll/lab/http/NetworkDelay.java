package io.plimsoll.lab.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Holds back what comes in, as a slow network would: before the server has seen anything of it. */
public final class NetworkDelay extends ChannelInboundHandlerAdapter {
  private final AtomicLong nanos;
  private long lastDueNanos;

  /**
   * @param nanos how long, read for each piece; 0 for not at all
   */
  public NetworkDelay(AtomicLong nanos) {
    this.nanos = nanos;
    this.lastDueNanos = System.nanoTime();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    long now = System.nanoTime();
    long due = Math.max(now + nanos.get(), lastDueNanos); // nothing overtakes
    if (due <= now) {
      context.fireChannelRead(message);
      return;
    }
    lastDueNanos = due;
    var unused =
        context
            .executor()
            .schedule(
                () -> {
                  context.fireChannelRead(message);
                  context.fireChannelReadComplete();
                },
                due - now,
                TimeUnit.NANOSECONDS);
  }
}
