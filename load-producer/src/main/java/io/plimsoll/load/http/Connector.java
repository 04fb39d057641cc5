package io.plimsoll.load.http;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/** Opens connections to the target on one event loop. */
public final class Connector {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final TcpClient client;

  /**
   * @param address where the target's name led when it was resolved
   */
  public Connector(Target target, InetSocketAddress address, EventLoop loop) {
    TcpClient plain =
        TcpClient.create(ConnectionProvider.newConnection())
            .runOn(new LaneLoop(loop))
            .noProxy()
            .remoteAddress(() -> address)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new LaneReceiver())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    this.client = target.secure() ? plain.secure() : plain;
  }

  /** Connects and begins to read; then tells the taker, on the event loop. */
  public Disposable connect(ConnectionTaker taker) {
    return client.connect().subscribe(opened -> attach(opened, taker), taker::connectFailed);
  }

  private static void attach(Connection opened, ConnectionTaker taker) {
    if (taker.abandoned()) {
      opened.dispose();
      return;
    }
    taker.addHandlers(opened);
    opened.channel().config().setAutoRead(true);
    taker.connected();
  }
}
