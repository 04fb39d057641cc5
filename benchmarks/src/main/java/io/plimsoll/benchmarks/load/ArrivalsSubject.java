package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.scenario.Scenario;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs an open scenario and tells lateness and response times of what was intended after the
 * warm-up: {@code SCENARIO WARM_UP_SECONDS MOST}.
 */
public final class ArrivalsSubject {
  private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 0.999, 1.0);

  private ArrivalsSubject() {}

  public static void main(String[] args) throws Exception {
    Scenario scenario = SubjectMain.parse(Path.of(args[0]));
    AgentClock clock = AgentClock.system();
    InetSocketAddress address =
        new InetSocketAddress(scenario.target().host(), scenario.target().port());
    try (HttpTransport transport =
        new HttpTransport(scenario.target(), address, 1, scenario.maxConnections(), true, clock)) {
      long start = clock.nanos() + 100_000_000L;
      long warm = start + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
      LatenessSink sink = new LatenessSink(warm, Integer.parseInt(args[2]));
      LoadEngine engine =
          new LoadEngine(scenario, transport, clock, List.of(sink), start, Duration.ofSeconds(30));
      engine.start();
      engine.done().get();
      tell(sink);
    }
    System.exit(0);
  }

  private static void tell(LatenessSink sink) {
    long[] lateness = sink.sortedLateness();
    long[] responses = sink.sortedResponses();
    for (double each : QUANTILES) {
      ChildJvm.say("lateness-" + each, LatenessSink.quantile(lateness, each) / 1e3);
      ChildJvm.say("response-" + each, LatenessSink.quantile(responses, each) / 1e3);
    }
    ChildJvm.say("fails", sink.fails());
    ChildJvm.say("count", sink.count());
  }
}
