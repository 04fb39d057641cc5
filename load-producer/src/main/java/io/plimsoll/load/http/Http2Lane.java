package io.plimsoll.load.http;

import io.netty.channel.EventLoop;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.Lane;
import io.plimsoll.schemas.OutcomeKind;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import reactor.netty.http.client.HttpClient;

/** The HTTP/2 requests of one event loop. Those that find all streams taken wait in order. */
final class Http2Lane implements Lane {
  private final EventLoop loop;
  private final LoopTurn turn;
  private final Http2Client client;
  private final RequestEncoder encoder;
  private final AgentClock clock;
  private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
  private final Set<Http2Exchange> open = new LinkedHashSet<>();

  Http2Lane(EventLoop loop, Http2Client client, RequestEncoder encoder, AgentClock clock) {
    this.loop = loop;
    this.turn = new LoopTurn(loop);
    this.client = client;
    this.encoder = encoder;
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

  HttpClient client() {
    return client.client();
  }

  RequestEncoder encoder() {
    return encoder;
  }

  AgentClock clock() {
    return clock;
  }

  @Override
  public void send(Call call, Exchange exchange, long nowNanos) {
    if (open.size() < client.mostRequests()) {
      begin(exchange);
    } else {
      waiting.addLast(exchange);
    }
  }

  private void begin(Exchange exchange) {
    Http2Exchange next = new Http2Exchange(this, exchange);
    open.add(next);
    next.begin();
  }

  /** The exchange has its outcome, or is about to get it. */
  void ended(Http2Exchange exchange) {
    open.remove(exchange);
    // Beginning inside of the one that ends could recurse without end.
    if (!waiting.isEmpty()) {
      loop.execute(this::serveWaiting);
    }
  }

  private void serveWaiting() {
    while (!waiting.isEmpty() && open.size() < client.mostRequests()) {
      begin(waiting.pollFirst());
    }
  }

  @Override
  public int inFlight() {
    return open.size();
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
    List.copyOf(open).forEach(each -> each.timeOut(reason));
  }

  void close() {
    client.close();
  }
}
