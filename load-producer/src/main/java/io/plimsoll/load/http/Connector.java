package io.plimsoll.load.http;

import io.netty.channel.ChannelOption;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/** Opens connections to the target on one event loop. */
final class Connector {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final TcpClient client;

  Connector(Target target, InetSocketAddress address, LaneLoop loop) {
    TcpClient plain =
        TcpClient.create(ConnectionProvider.newConnection())
            .runOn(loop)
            .noProxy()
            .remoteAddress(() -> address)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    this.client = target.secure() ? plain.secure() : plain;
  }

  /** Connects, puts the handlers in and begins to read; then tells the connection. */
  Disposable connect(HttpConnection connection) {
    return client
        .connect()
        .subscribe(opened -> attach(opened, connection), connection::connectFailed);
  }

  private static void attach(Connection opened, HttpConnection connection) {
    if (connection.abandoned()) {
      opened.dispose();
      return;
    }
    opened.addHandlerLast("plimsoll-exchange", connection);
    opened.channel().config().setAutoRead(true);
    connection.connected();
  }
}
