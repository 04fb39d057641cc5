package io.plimsoll.load.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Lane;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP/2 over Reactor Netty's HttpClient, one pool of connections per event loop: TLS with ALPN, or
 * clear with prior knowledge. Requests are prepared as for HTTP/1.1, and end as the same outcomes.
 */
public final class Http2Transport implements Transport {
  private final LoopSet loops;
  private final RequestEncoder encoder;
  private final List<Http2Lane> lanes = new ArrayList<>();

  /**
   * @param address where the target's name led when it was resolved
   * @param loopCount event loops, at least 1
   * @param maxConnections over all of them; a lane has at least one
   */
  public Http2Transport(
      Target target,
      Access access,
      InetSocketAddress address,
      int loopCount,
      int maxConnections,
      AgentClock clock) {
    this.loops = new LoopSet(loopCount, true);
    this.encoder = new RequestEncoder(target);
    int lane = 0;
    for (EventExecutor loop : loops.group()) {
      int share = Math.max(1, (maxConnections + loopCount - 1 - lane) / loopCount);
      LaneLoop laneLoop = new LaneLoop((EventLoop) loop);
      Http2Client client = new Http2Client(target, access, address, laneLoop, share);
      lanes.add(new Http2Lane((EventLoop) loop, client, encoder, clock));
      lane++;
    }
  }

  @Override
  public List<? extends Lane> lanes() {
    return List.copyOf(lanes);
  }

  @Override
  public Call prepare(HttpStep step, boolean polled) {
    return encoder.prepare(step, polled);
  }

  @Override
  public void close() {
    lanes.forEach(Http2Lane::close);
    loops.close();
  }
}
