package io.plimsoll.load.http;

import io.netty.channel.EventLoop;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.Lane;
import io.plimsoll.load.engine.Session;
import io.plimsoll.schemas.OutcomeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop. Requests that find none free wait in order. Timeouts are
 * looked for every 5 ms, which is their precision.
 */
final class HttpLane implements Lane {
  private static final long SWEEP_NANOS = 5_000_000L;

  private final EventLoop loop;
  private final LoopTurn turn;
  private final Connector connector;
  private final RequestEncoder encoder;
  private final int maxConnections;
  private final AgentClock clock;
  private final FreeConnections free;
  private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
  private final List<HttpConnection> connections = new ArrayList<>();
  private int inFlight;
  private long sentAgain;
  private boolean sweeping;

  HttpLane(
      EventLoop loop,
      Connector connector,
      RequestEncoder encoder,
      int maxConnections,
      FreeConnections free,
      AgentClock clock) {
    this.loop = loop;
    this.turn = new LoopTurn(loop);
    this.connector = connector;
    this.encoder = encoder;
    this.maxConnections = maxConnections;
    this.free = free;
    this.clock = clock;
  }

  @Override
  public ScheduledExecutorService loop() {
    return loop;
  }

  @Override
  public void runAfterReading(Runnable task) {
    turn.afterReading(task);
  }

  RequestEncoder encoder() {
    return encoder;
  }

  AgentClock clock() {
    return clock;
  }

  @Override
  public void send(Call call, Exchange exchange, long nowNanos) {
    HttpConnection connection = free.take(exchange.session());
    if (connection != null) {
      begin(connection, exchange, nowNanos);
    } else if (connections.size() < maxConnections) {
      open(exchange, nowNanos);
    } else {
      waiting.addLast(exchange);
    }
  }

  private void begin(HttpConnection connection, Exchange exchange, long now) {
    inFlight++;
    watch();
    connection.send(exchange, now);
  }

  private void open(Exchange exchange, long now) {
    HttpConnection connection = new HttpConnection(this, connections.size());
    connections.add(connection);
    inFlight++;
    watch();
    connection.open(connector, exchange, now);
  }

  /** The exchange goes on over a new connection that takes the place of the old one. */
  void replace(HttpConnection old, Exchange exchange, PreparedCall call, int hops, long deadline) {
    HttpConnection fresh = new HttpConnection(this, old.index());
    connections.set(old.index(), fresh);
    fresh.goOn(connector, exchange, call, hops, deadline);
  }

  void countSentAgain() {
    sentAgain++;
  }

  @Override
  public long sentAgain() {
    return sentAgain;
  }

  /** The connection has finished its exchange, now, and may be used again. */
  void released(HttpConnection connection, long now) {
    inFlight--;
    Exchange next = free.shared() ? waiting.pollFirst() : null;
    if (next != null) {
      begin(connection, next, now);
    } else {
      free.add(connection);
    }
  }

  /** The connection is gone while it had an exchange. */
  void lost(HttpConnection connection) {
    inFlight--;
    remove(connection);
  }

  /** The connection is gone; another may take its place. */
  void remove(HttpConnection connection) {
    int at = connection.index();
    HttpConnection last = connections.remove(connections.size() - 1);
    if (last != connection) {
      connections.set(at, last);
      last.moveTo(at);
    }
    free.remove(connection);
    // Opening inside of the one that failed could recurse without end.
    if (!waiting.isEmpty()) {
      loop.execute(this::serveWaiting);
    }
  }

  @Override
  public void left(Session user) {
    HttpConnection own = free.left(user);
    if (own != null) {
      own.closeFree();
    }
  }

  private void serveWaiting() {
    while (!waiting.isEmpty() && connections.size() < maxConnections) {
      open(waiting.pollFirst(), clock.nanos());
    }
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  @Override
  public int waiting() {
    return waiting.size();
  }

  @Override
  public void refuseWaiting(String reason) {
    for (Exchange next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
      next.failed(OutcomeKind.NOT_SENT, reason, 0, clock.nanos());
    }
  }

  @Override
  public void abandonInFlight(String reason) {
    for (HttpConnection connection : List.copyOf(connections)) {
      connection.timeOut(reason);
    }
  }

  private void watch() {
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  private void sweepLater() {
    ScheduledFuture<?> unused = loop.schedule(this::sweep, SWEEP_NANOS, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = clock.nanos();
    // Backwards: a connection that times out is replaced by the last one, already looked at.
    for (int i = connections.size() - 1; i >= 0; i--) {
      if (i < connections.size() && connections.get(i).overdue(now)) {
        connections.get(i).timeOut("no complete answer in time");
      }
    }
    sweeping = inFlight > 0;
    if (sweeping) {
      sweepLater();
    }
  }
}
