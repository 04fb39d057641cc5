package io.plimsoll.lab.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Pings a client that has been silent for one interval and closes it when it stays so for another.
 */
final class Heartbeat extends ChannelInboundHandlerAdapter {
  private final long intervalNanos;
  private final SocketMetrics metrics;
  private long lastReadNanos;
  private boolean pinged;
  private Future<?> next;

  Heartbeat(Duration interval, SocketMetrics metrics) {
    this.intervalNanos = interval.toNanos();
    this.metrics = metrics;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lastReadNanos = System.nanoTime();
    schedule(context, intervalNanos);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    next.cancel(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    lastReadNanos = System.nanoTime();
    pinged = false;
    context.fireChannelRead(message);
  }

  private void schedule(ChannelHandlerContext context, long delayNanos) {
    next = context.executor().schedule(() -> check(context), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void check(ChannelHandlerContext context) {
    if (pinged) {
      metrics.timedOut();
      var unused = context.channel().close();
      return;
    }
    long silentNanos = System.nanoTime() - lastReadNanos;
    if (silentNanos < intervalNanos) {
      schedule(context, intervalNanos - silentNanos);
      return;
    }
    pinged = true;
    var unused = context.channel().writeAndFlush(new PingWebSocketFrame());
    schedule(context, intervalNanos);
  }
}
