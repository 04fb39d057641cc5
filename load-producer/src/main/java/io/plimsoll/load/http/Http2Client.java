package io.plimsoll.load.http;

import io.netty.channel.ChannelOption;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.Http2AllocationStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The HttpClient of one event loop, and its connections. */
final class Http2Client {
  /** What servers usually allow on one connection at a time. */
  private static final int STREAMS = 100;

  /** Reached only where a machine stands still: closing fails then. */
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final ConnectionProvider connections;
  private final int mostRequests;

  Http2Client(
      Target target, Access access, InetSocketAddress address, LaneLoop loop, int maxConnections) {
    this.mostRequests = maxConnections * STREAMS;
    this.connections =
        ConnectionProvider.builder("plimsoll-http2")
            .pendingAcquireMaxCount(-1)
            .allocationStrategy(
                Http2AllocationStrategy.builder()
                    .minConnections(0)
                    .maxConnections(maxConnections)
                    .maxConcurrentStreams(STREAMS)
                    .build())
            .build();
    HttpClient plain =
        HttpClient.create(connections)
            .runOn(loop)
            .remoteAddress(() -> address)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Connector.CONNECT_TIMEOUT.toMillis())
            .disableRetry(true)
            .doOnChannelInit((observer, channel, remote) -> Http2Meter.install(channel))
            .followRedirect(false);
    HttpClient routed =
        access.proxy().map(proxy -> plain.proxy(Proxies.of(proxy))).orElseGet(plain::noProxy);
    this.client =
        target.secure()
            ? routed.protocol(HttpProtocol.H2).secure(Tls.of(access, true))
            : routed.protocol(HttpProtocol.H2C);
  }

  HttpClient client() {
    return client;
  }

  /** Requests under way at a time; more have to wait. */
  int mostRequests() {
    return mostRequests;
  }

  void close() {
    connections.disposeLater().block(CLOSE);
  }
}
