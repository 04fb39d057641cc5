package io.plimsoll.load.http;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/** Opens connections to the target on one event loop. */
public final class Connector {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final TcpClient client;

  /**
   * @param address of the target; of the proxy, where requests are handed to that
   */
  public Connector(Target target, Access access, InetSocketAddress address, EventLoop loop) {
    this(target, access, address, loop, target.secure());
  }

  /**
   * @param tunnel whether a proxy is asked to connect, and not handed requests
   */
  private Connector(
      Target target, Access access, InetSocketAddress address, EventLoop loop, boolean tunnel) {
    TcpClient plain =
        TcpClient.create(ConnectionProvider.newConnection())
            .runOn(new LaneLoop(loop))
            .remoteAddress(() -> address)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new LaneReceiver())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    TcpClient routed =
        access
            .proxy()
            .filter(proxy -> tunnel)
            .map(proxy -> plain.proxy(Proxies.of(proxy)))
            .orElseGet(plain::noProxy);
    this.client = target.secure() ? routed.secure(Tls.of(access, false)) : routed;
  }

  /** The same through a proxy's CONNECT in any case: no proxy is handed a WebSocket's upgrade. */
  public static Connector tunnelling(
      Target target, Access access, InetSocketAddress address, EventLoop loop) {
    InetSocketAddress to =
        access.proxy().isPresent()
            ? InetSocketAddress.createUnresolved(target.host(), target.port())
            : address;
    return new Connector(target, access, to, loop, true);
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
