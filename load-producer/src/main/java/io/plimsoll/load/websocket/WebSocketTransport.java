package io.plimsoll.load.websocket;

import io.netty.channel.EventLoop;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Lane;
import io.plimsoll.load.engine.SocketAction;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.http.Connector;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.AwaitStep;
import io.plimsoll.load.scenario.CloseStep;
import io.plimsoll.load.scenario.ConnectStep;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.SendStep;
import io.plimsoll.load.scenario.SocketStep;
import io.plimsoll.load.scenario.Target;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/** Adds WebSockets to a transport for requests, on the same event loops. Thread-safe as that is. */
public final class WebSocketTransport implements Transport {
  private final Transport requests;
  private final Target target;
  private final List<WebSocketLane> lanes = new ArrayList<>();
  private final AtomicBoolean awaits = new AtomicBoolean();

  /** Straight to the target. */
  public WebSocketTransport(
      Transport requests, Target target, InetSocketAddress address, AgentClock clock) {
    this(requests, target, Access.DIRECT, address, clock);
  }

  /**
   * @param requests its lanes run on Netty's event loops
   * @param address where the target's name led when it was resolved
   */
  public WebSocketTransport(
      Transport requests,
      Target target,
      Access access,
      InetSocketAddress address,
      AgentClock clock) {
    this.requests = requests;
    this.target = target;
    for (Lane lane : requests.lanes()) {
      Connector connector = Connector.tunnelling(target, access, address, (EventLoop) lane.loop());
      lanes.add(new WebSocketLane(lane, connector, clock, awaits::get));
    }
  }

  @Override
  public List<WebSocketLane> lanes() {
    return List.copyOf(lanes);
  }

  @Override
  public Call prepare(HttpStep step, boolean polled) {
    return requests.prepare(step, polled);
  }

  @Override
  public SocketAction prepare(SocketStep step, ToIntFunction<String> operations) {
    if (step instanceof ConnectStep connect) {
      return ConnectAction.of(connect, target, operations);
    }
    if (step instanceof SendStep send) {
      return SendAction.of(send, operations);
    }
    if (step instanceof AwaitStep await) {
      awaits.set(true);
      return AwaitAction.of(await, operations);
    }
    return CloseAction.of((CloseStep) step, operations);
  }

  @Override
  public void close() {
    requests.close();
  }
}
