package io.plimsoll.load.run;

import io.plimsoll.load.emit.EmitConfig;
import io.plimsoll.load.emit.Emitter;
import io.plimsoll.load.emit.KafkaConnection;
import io.plimsoll.load.emit.RunIdentity;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.load.engine.OutcomeSink;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.scenario.Load;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.schemas.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exercises engine and recorder before the load begins, against an answer that costs nothing:
 * otherwise the first seconds of a run tell of a JVM that loads classes and compiles, as if the
 * target had been slow. It ends as soon as the generator is quick, after a quarter of a second
 * where it is already. Nothing of it is recorded.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final Duration LONGEST = Duration.ofMillis(1_500);
  private static final Duration DRAIN = Duration.ofMillis(500);
  private static final long GIVEN_UP_SECONDS = 5;
  private static final long HEAD_START_NANOS = 5_000_000;
  private static final int CONNECTIONS = 8;
  private static final double MOSTLY = 0.95;

  /** Mostly, an answer that costs nothing should have come by then. */
  private static final long QUICK_NANOS = 1_000_000;

  private static final String SCENARIO =
      """
      name: rehearsal
      target: http://127.0.0.1:%d
      load: %s
      behaviours:
        list:  { weight: 60, steps: [ { get: "/files?limit=20", as: list } ] }
        order:
          weight: 40
          steps:
            - { post: /tasks, as: create, json: { name: a }, expect: { status: 200 }, extract: { id: $.id } }
            - { get: "/tasks/${id}", as: read, expect: { json: { $.state: done } } }
      """;

  private static final String OPEN = "{ arrivals: [ { rate: 2000/s, for: 250ms } ] }";
  private static final String CLOSED = "{ users: { steady: { users: 4, for: 250ms } } }";

  private final KafkaConnection kafka;
  private final AgentClock clock;
  private final int loops;
  private final EmitConfig config;

  Rehearsal(KafkaConnection kafka, AgentClock clock, int loops, EmitConfig config) {
    this.kafka = kafka;
    this.clock = clock;
    this.loops = loops;
    this.config = config;
  }

  /** Rehearses for a scenario with this load; without a loopback the run begins unrehearsed. */
  void hold(Load load) {
    try (RehearsalTarget target = RehearsalTarget.start()) {
      String text = SCENARIO.formatted(target.port(), load instanceof Load.Open ? OPEN : CLOSED);
      hold(new ScenarioParser(name -> null).parse(text), target.port());
    } catch (IOException e) {
      LOG.warn("the run begins without a rehearsal, so its first seconds may seem slow", e);
    } catch (ScenarioException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hold(Scenario scenario, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    List<Protocol> protocols = Collections.nCopies(scenario.operations().size(), Protocol.HTTP1);
    RunIdentity identity =
        new RunIdentity(
            "rehearsal",
            "rehearsal-" + port,
            scenario.name(),
            scenario.operations(),
            protocols,
            List.of("rehearsal"));
    try (Transport transport =
            new HttpTransport(
                scenario.target(), scenario.access(), address, loops, CONNECTIONS, true, clock);
        Emitter nowhere = Emitter.toNowhere(kafka, identity, loops, clock, config)) {
      nowhere.start();
      long end = clock.nanos() + LONGEST.toNanos();
      boolean quick = false;
      while (!quick && clock.nanos() < end) {
        quick = isQuick(scenario, transport, nowhere);
      }
    }
  }

  private boolean isQuick(Scenario scenario, Transport transport, Emitter nowhere) {
    List<Taken> sinks = nowhere.sinks().stream().map(Taken::new).toList();
    long start = clock.nanos() + HEAD_START_NANOS;
    LoadEngine engine = new LoadEngine(scenario, transport, clock, sinks, start, DRAIN);
    engine.start();
    try {
      engine.done().get(GIVEN_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the rehearsal was given up, so the run's first seconds may seem slow", e);
      return true;
    }
    List<Long> taken = new ArrayList<>();
    sinks.forEach(sink -> taken.addAll(sink.nanos));
    Collections.sort(taken);
    return !taken.isEmpty() && taken.get((int) (MOSTLY * (taken.size() - 1))) <= QUICK_NANOS;
  }

  /** Notes how long each request took from its intended start, and hands it on. */
  private static final class Taken implements OutcomeSink {
    private final OutcomeSink next;
    private final List<Long> nanos = new ArrayList<>();

    Taken(OutcomeSink next) {
      this.next = next;
    }

    @Override
    public void accept(Exchange exchange, int phase) {
      nanos.add(exchange.endNanos() - exchange.intendedNanos());
      next.accept(exchange, phase);
    }

    @Override
    public void heartbeat(long nowNanos) {
      next.heartbeat(nowNanos);
    }
  }
}
