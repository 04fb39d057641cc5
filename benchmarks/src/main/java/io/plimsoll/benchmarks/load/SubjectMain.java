package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.run.LoadRun;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.run.RunOutcome;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.schemas.topic.Cluster;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * plimsoll's own engine as a benchmark measures it: {@code SCENARIO} alone runs it with outcomes
 * that are counted and dropped; {@code SCENARIO BOOTSTRAP REGISTRY SPOOL PER_RECORD} is a whole run
 * with every outcome on Kafka. Tells requests, fails, and bytes allocated per request in the second
 * half.
 */
public final class SubjectMain {
  private SubjectMain() {}

  public static void main(String[] args) throws Exception {
    Scenario scenario = parse(Path.of(args[0]));
    try (AllocationMeter meter = new AllocationMeter(scenario.load().duration())) {
      if (args.length == 1) {
        unrecorded(scenario, meter);
      } else {
        RunOptions options =
            RunOptions.builder()
                .eventLoops(1)
                .drain(Duration.ofSeconds(5))
                .spoolDirectory(Path.of(args[3]))
                .outcomesPerRecord(Integer.parseInt(args[4]))
                .build();
        recorded(scenario, new Cluster(args[1], args[2]), options, meter);
      }
    }
    System.exit(0);
  }

  static Scenario parse(Path file) throws java.io.IOException {
    try {
      return new ScenarioParser(name -> null).parse(Files.readString(file));
    } catch (ScenarioException e) {
      throw new IllegalArgumentException("the benchmark's own scenario is wrong", e);
    }
  }

  private static void unrecorded(Scenario scenario, AllocationMeter meter) throws Exception {
    AgentClock clock = AgentClock.system();
    InetSocketAddress address =
        new InetSocketAddress(scenario.target().host(), scenario.target().port());
    try (HttpTransport transport =
        new HttpTransport(scenario.target(), address, 1, scenario.maxConnections(), true, clock)) {
      CountingSink sink = new CountingSink();
      LoadEngine engine =
          new LoadEngine(
              scenario,
              transport,
              clock,
              List.of(sink),
              clock.nanos() + 100_000_000L,
              Duration.ofSeconds(5));
      engine.start();
      meter.start(sink::count);
      engine.done().get();
      tell(sink.count(), sink.fails(), meter);
    }
  }

  private static void recorded(
      Scenario scenario, Cluster cluster, RunOptions options, AllocationMeter meter)
      throws Exception {
    LoadRun run = LoadRun.start(scenario, options, cluster);
    meter.start(() -> run.snapshot().total().requests());
    RunOutcome outcome = run.await();
    tell(outcome.requests(), outcome.fails(), meter);
    ChildJvm.say("emitted", outcome.recording().emitted());
    ChildJvm.say("unrecorded", outcome.recording().unrecorded());
  }

  private static void tell(long requests, long fails, AllocationMeter meter)
      throws InterruptedException {
    ChildJvm.say("requests", requests);
    ChildJvm.say("fails", fails);
    ChildJvm.say("allocated", meter.bytesPerRequest());
  }
}
