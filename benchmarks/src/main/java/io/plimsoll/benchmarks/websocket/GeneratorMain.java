package io.plimsoll.benchmarks.websocket;

import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.load.websocket.WebSocketTransport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The load engine on one event loop in a JVM of its own, without recording: {@code WARM_UP SCENARIO
 * ATTEMPTS SECONDS}. Warms up by a small scenario, attempts so many connections, lets them talk for
 * so many seconds more, tells what it saw, and holds them open until standard input ends.
 */
public final class GeneratorMain {
  private static final long PATIENCE_SECONDS = 120;

  private GeneratorMain() {}

  public static void main(String[] args) throws Exception {
    run(Path.of(args[0]), warmUp -> {});
    ChildJvm.say("baseline", liveBytes());
    ChildJvm.awaitNudge();
    int attempts = Integer.parseInt(args[2]);
    long seconds = Long.parseLong(args[3]);
    run(
        Path.of(args[1]),
        measured -> {
          measured.awaitConnects(attempts);
          ChildJvm.say("attempted", attempts);
          measured.goOnFor(seconds * 1000);
          measured.tell();
          ChildJvm.say("live", liveBytes());
          ChildJvm.awaitParent();
        });
    System.exit(0);
  }

  /** Watches an engine while it runs. */
  private interface Watch {
    void over(Measured measured) throws Exception;
  }

  private static void run(Path file, Watch watch) throws Exception {
    Scenario scenario = read(file);
    AgentClock clock = AgentClock.system();
    InetSocketAddress address =
        new InetSocketAddress(scenario.target().host(), scenario.target().port());
    try (Transport transport =
        new WebSocketTransport(
            new HttpTransport(scenario.target(), address, 1, 1, true, clock),
            scenario.target(),
            address,
            clock)) {
      AtomicBoolean counting = new AtomicBoolean(true);
      OperationSink sink = new OperationSink(scenario.operations().size(), counting);
      LoadEngine engine =
          new LoadEngine(
              scenario,
              transport,
              clock,
              List.of(sink),
              clock.nanos() + 50_000_000L,
              Duration.ofSeconds(5));
      engine.start();
      watch.over(new Measured(scenario, transport, engine, sink, counting));
      engine.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Scenario read(Path file) throws IOException {
    try {
      return new ScenarioParser(System::getenv).parse(Files.readString(file));
    } catch (ScenarioException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  /** Heap in use after full collections. */
  private static long liveBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** A run under way. */
  private record Measured(
      Scenario scenario,
      Transport transport,
      LoadEngine engine,
      OperationSink sink,
      AtomicBoolean counting) {

    void awaitConnects(int attempts) throws InterruptedException, ExecutionException {
      int connect = scenario.operations().indexOf("connect");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (seen(connect) < attempts) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "only %d of %d connections were attempted".formatted(seen(connect), attempts));
        }
        goOnFor(100);
      }
    }

    private long seen(int operation) {
      return engine.snapshot().operations().get(operation).requests();
    }

    /** Lets the load go on, which has no end of its own before. */
    void goOnFor(long millis) throws InterruptedException, ExecutionException {
      try {
        engine.done().get(millis, TimeUnit.MILLISECONDS);
        throw new IllegalStateException("the load ended before it was measured");
      } catch (TimeoutException still) {
        // as it should be
      }
    }

    /** On the lane's thread, whose counts these are. */
    void tell() throws InterruptedException, ExecutionException, TimeoutException {
      counting.set(false);
      transport.lanes().get(0).loop().submit(this::say).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      ChildJvm.say("loopDelayMicros", engine.takeLoopDelayNanos() / 1000);
    }

    private void say() {
      for (int i = 0; i < scenario.operations().size(); i++) {
        String name = scenario.operations().get(i).replace(' ', '_');
        OperationSink.Tally tally = sink.tally(i);
        ChildJvm.say(name + ".successes", tally.successes);
        ChildJvm.say(name + ".rejections", tally.rejections);
        ChildJvm.say(name + ".failures", tally.failures);
        if (!tally.response.isEmpty()) {
          ChildJvm.say(name + ".p50", tally.response.quantile(0.5));
          ChildJvm.say(name + ".p95", tally.response.quantile(0.95));
          ChildJvm.say(name + ".p99", tally.response.quantile(0.99));
          ChildJvm.say(name + ".max", tally.response.max());
        }
      }
    }
  }
}
