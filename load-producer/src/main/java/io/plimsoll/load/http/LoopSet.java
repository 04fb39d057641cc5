package io.plimsoll.load.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of one run: epoll where the kernel has it, NIO elsewhere. Chosen here because
 * Reactor Netty would silently take io_uring when it finds it.
 */
final class LoopSet implements AutoCloseable {
  static final String THREAD_PREFIX = "plimsoll-load";

  private final EventLoopGroup group;

  LoopSet(int loops, boolean preferNative) {
    boolean epoll = preferNative && Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group =
        new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory(THREAD_PREFIX, true), io);
    group.forEach(loop -> loop.execute(TimerSlack::shorten));
  }

  EventLoopGroup group() {
    return group;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
