package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.http.Http2Transport;
import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.load.websocket.WebSocketTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Runs a scenario's text against a server and gives back every outcome. */
final class Drive implements AutoCloseable {
  /** For whatever a busy machine does late. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AgentClock clock = AgentClock.system();
  private final ConcurrentLinkedQueue<Recorded> recorded = new ConcurrentLinkedQueue<>();
  private final Transport transport;
  private final LoadEngine engine;

  Drive(String yaml, int loops, Duration drain) {
    Scenario scenario = parse(yaml);
    InetSocketAddress address =
        new InetSocketAddress(scenario.target().host(), scenario.target().port());
    Target target = scenario.target();
    Access access = scenario.access();
    if (access.proxy().isPresent()) {
      Access.Proxy proxy = access.proxy().get();
      address =
          target.secure()
              ? InetSocketAddress.createUnresolved(target.host(), target.port())
              : new InetSocketAddress(proxy.host(), proxy.port());
    }
    int connections = scenario.maxConnections();
    Transport requests =
        access.http2()
            ? new Http2Transport(target, access, address, loops, connections, clock)
            : new HttpTransport(target, access, address, loops, connections, loops == 1, clock);
    transport =
        scenario.socketOperations().isEmpty()
            ? requests
            : new WebSocketTransport(requests, target, access, address, clock);
    List<OutcomeSink> sinks = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      sinks.add(new OrderedSink());
    }
    engine = new LoadEngine(scenario, transport, clock, sinks, clock.nanos() + 20_000_000L, drain);
  }

  static Scenario parse(String yaml) {
    try {
      return new ScenarioParser(name -> null).parse(yaml);
    } catch (ScenarioException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a plan to its end. */
  static List<Recorded> run(String yaml) {
    try (Drive drive = new Drive(yaml, 1, PATIENCE)) {
      return drive.start().await();
    }
  }

  /** Runs a plan that gives its arrivals all the time they need, until all of them have gone. */
  static List<Recorded> whole(String yaml) {
    try (Drive drive = new Drive(yaml, 1, PATIENCE)) {
      return drive.start().untilNobodyIsLeft();
    }
  }

  /** Runs a plan without an end until what was recorded is enough, and then to its end. */
  static List<Recorded> until(Predicate<List<Recorded>> enough, String yaml) {
    try (Drive drive = new Drive(yaml, 1, PATIENCE)) {
      drive.start();
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> enough.test(drive.soFar()));
      drive.stop(PATIENCE);
      return drive.await();
    }
  }

  Drive start() {
    engine.start();
    return this;
  }

  LoadEngine engine() {
    return engine;
  }

  List<Recorded> await() {
    assertThat(engine.done()).succeedsWithin(120, TimeUnit.SECONDS);
    return List.copyOf(recorded);
  }

  /** Waits until every arrival that came has gone, then ends the plan. */
  List<Recorded> untilNobodyIsLeft() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              EngineSnapshot seen = engine.snapshot();
              long ended = seen.operations().stream().mapToLong(OperationCounts::requests).sum();
              return ended > 0 && ended == recorded.size() && seen.users() == 0;
            });
    engine.stop(Duration.ZERO);
    return await();
  }

  /** How many users have a request among these. */
  static long users(List<Recorded> recorded) {
    return recorded.stream().mapToLong(Recorded::userId).distinct().count();
  }

  /** Ends the plan and waits until it has ended; what is in flight may go on. */
  void stop(Duration drain) {
    engine.stop(drain);
    for (Lane lane : transport.lanes()) {
      assertThat(lane.loop().submit(() -> {})).succeedsWithin(PATIENCE);
    }
  }

  List<Recorded> soFar() {
    return List.copyOf(recorded);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Checks the order that marks rest on: nothing ends before an earlier heartbeat. */
  private final class OrderedSink implements OutcomeSink {
    private long heartbeat = Long.MIN_VALUE;

    @Override
    public void accept(Exchange exchange, int phase) {
      assertThat(exchange.endNanos()).isGreaterThanOrEqualTo(heartbeat);
      assertThat(exchange.startNanos()).isGreaterThanOrEqualTo(exchange.intendedNanos());
      recorded.add(Recorded.of(exchange, phase));
    }

    @Override
    public void heartbeat(long nowNanos) {
      heartbeat = nowNanos;
    }
  }
}
