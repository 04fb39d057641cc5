package io.plimsoll.load.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import reactor.netty.resources.LoopResources;

/** Gives Reactor Netty exactly one event loop, and the channel that fits it. */
final class LaneLoop implements LoopResources {
  private final EventLoop loop;
  private final boolean epoll;

  LaneLoop(EventLoop loop) {
    this.loop = loop;
    this.epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
  }

  @Override
  public EventLoopGroup onClient(boolean useNative) {
    return loop;
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loop;
  }

  @Override
  public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
    return channelType.cast(epoll ? new EpollSocketChannel() : new NioSocketChannel());
  }

  @Override
  public <C extends Channel> Class<? extends C> onChannelClass(
      Class<C> channelType, EventLoopGroup group) {
    if (!channelType.equals(SocketChannel.class)) {
      throw new IllegalArgumentException("only TCP clients run here, not " + channelType);
    }
    Class<? extends Channel> chosen = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    return chosen.asSubclass(channelType);
  }
}
