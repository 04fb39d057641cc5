package io.plimsoll.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.OperationCounts;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopWatcherTest {
  @Test
  void stopsWhenTooManyOfTheLastSecondsFailed() throws ScenarioException {
    StopWatcher watcher = new StopWatcher(scenario("error_rate > 50% over 3s").until());

    for (int second = 0; second <= 20; second++) {
      assertThat(watcher.look(second * 1_000_000_000L, counts(100L * second, 0, 0))).isEmpty();
    }
    assertThat(watcher.look(21_000_000_000L, counts(2100, 100, 0))).isEmpty();
    assertThat(watcher.look(22_000_000_000L, counts(2200, 200, 0)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("66.7 % of the requests"));
  }

  @Test
  void stopsWhenNobodyAnswers() throws ScenarioException {
    StopWatcher watcher =
        new StopWatcher(scenario("error_rate > 99% or target down for 2s").until());

    assertThat(watcher.look(0, counts(100, 100, 90))).isEmpty();
    assertThat(watcher.look(1_000_000_000L, counts(110, 110, 100))).isEmpty();
    assertThat(watcher.look(2_000_000_000L, counts(120, 120, 110)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("target down"));
  }

  @Test
  void warnsOfOmissionOnlyWhereUsersWaited() throws ScenarioException {
    OmissionRisk risk = OmissionRisk.of(scenario("target down"));
    LatencySketch even = new LatencySketch();
    LatencySketch stalled = new LatencySketch();
    for (int i = 0; i < 1000; i++) {
      even.add(10_000L + i);
      stalled.add(i < 995 ? 10_000L : 5_000_000L);
    }

    assertThat(risk.warning(snapshot(new OperationCounts(1000, 0, 0, even)))).isEmpty();
    assertThat(risk.warning(snapshot(new OperationCounts(1000, 0, 0, stalled))))
        .hasValueSatisfying(text -> assertThat(text).contains("left out about 22 %"));
  }

  private static EngineSnapshot counts(long requests, long fails, long unanswered) {
    return snapshot(new OperationCounts(requests, fails, unanswered, new LatencySketch()));
  }

  private static EngineSnapshot snapshot(OperationCounts counts) {
    return new EngineSnapshot(List.of(counts), List.of(0d), 1, 0, 0, 0);
  }

  private static Scenario scenario(String until) throws ScenarioException {
    return new ScenarioParser(name -> null)
        .parse(
            """
            name: stop
            target: http://127.0.0.1:1
            thinkTime: 100ms
            load: { users: { steady: { users: 2, for: 1m } }, until: %s }
            steps: [ { get: / } ]
            """
                .formatted(until));
  }
}
