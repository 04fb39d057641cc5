package io.plimsoll.load.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP/1.1 over Reactor Netty's TcpClient: clear or TLS, keep-alive, one pool of connections per
 * event loop. Answers are read whole and thrown away, unless something is to be looked up in them.
 * When a kept connection closes before the answer, that is an outcome; only an idempotent request
 * over one that had been idle is sent once more.
 */
public final class HttpTransport implements Transport {
  private final LoopSet loops;
  private final RequestEncoder encoder;
  private final List<HttpLane> lanes = new ArrayList<>();

  /** Straight to the target. */
  public HttpTransport(
      Target target,
      InetSocketAddress address,
      int loopCount,
      int maxConnections,
      boolean preferNative,
      AgentClock clock) {
    this(target, Access.DIRECT, address, loopCount, maxConnections, preferNative, clock);
  }

  /**
   * @param address where the target's name led when it was resolved; the proxy's, where requests
   *     are handed to that
   * @param loopCount event loops, at least 1
   * @param maxConnections over all of them; a lane has at least one
   * @param preferNative epoll where there is epoll; NIO otherwise
   */
  public HttpTransport(
      Target target,
      Access access,
      InetSocketAddress address,
      int loopCount,
      int maxConnections,
      boolean preferNative,
      AgentClock clock) {
    this.loops = new LoopSet(loopCount, preferNative);
    this.encoder = new RequestEncoder(target, access.proxy().filter(proxy -> !target.secure()));
    int lane = 0;
    for (EventExecutor loop : loops.group()) {
      int share = Math.max(1, (maxConnections + loopCount - 1 - lane) / loopCount);
      Connector connector = new Connector(target, access, address, (EventLoop) loop);
      FreeConnections free =
          access.pool() == Access.Pool.SHARED ? new SharedConnections() : new OwnConnections();
      lanes.add(new HttpLane((EventLoop) loop, connector, encoder, share, free, clock));
      lane++;
    }
  }

  @Override
  public List<HttpLane> lanes() {
    return List.copyOf(lanes);
  }

  @Override
  public Call prepare(HttpStep step, boolean polled) {
    return encoder.prepare(step, polled);
  }

  @Override
  public void close() {
    loops.close();
  }
}
