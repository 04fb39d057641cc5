package io.plimsoll.endtoend.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.load.run.LoadRun;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.run.RunOutcome;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.report.query.Ledger;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.RunDetail;
import io.plimsoll.report.query.SlaChange;
import io.plimsoll.report.query.Totals;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several agents drive one run, each its own part of the target. One part breaks; the rule is about
 * the whole run, so the agent whose part is well stops, too, and as soon (L9, A7).
 */
class ITAbortAgents {
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  /** Of a plan of half an hour; how soon it is on an idle machine the abort benchmark measures. */
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

  private static final String RUN = "20261130-120000-two0";
  private static final List<String> AGENTS = List.of("north", "south");
  private static final int WELL = 200;
  private static final String SCENARIO =
      """
      name: abort-agents
      target: %s
      load: { arrivals: [ { rate: 50/s, for: 30m } ] }
      steps: [ { get: /work } ]
      sample: []
      sla:
        "*": { abort: error_rate > 30%% over 2s }
      """;

  @TempDir private Path directory;

  @Test
  void stopsEveryAgentOfTheRun() throws Exception {
    try (Platform platform = Platform.start(PlatformConfig.in(directory.resolve("data")));
        BreakableTarget north = BreakableTarget.start();
        BreakableTarget south = BreakableTarget.start()) {
      Scenario scenario =
          new ScenarioParser(any -> null)
              .read(Scenarios.write(directory, SCENARIO.formatted(north.url())));
      LoadRun first = start(scenario, "north", platform);
      LoadRun second = start(scenario.withTarget(target(south)), "south", platform);
      await().atMost(AT_MOST).until(() -> north.requests() > WELL && south.requests() > WELL);
      Instant broken = north.breakDown();

      RunOutcome firstEnd = first.outcome().get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
      RunOutcome secondEnd = second.outcome().get(AT_MOST.toSeconds(), TimeUnit.SECONDS);

      for (RunOutcome each : List.of(firstEnd, secondEnd)) {
        assertThat(each.status()).isEqualTo(RunStatus.ABORTED);
        assertThat(each.reason().orElseThrow()).contains("error_rate");
        assertThat(each.recordedWhole()).isTrue();
      }
      Reports reports = platform.reports().reports();
      await().atMost(AT_MOST).until(() -> closed(reports));
      Instant proven = endOfTheWindowThatFired(reports.run(RUN));
      assertThat(List.of(north.lastRequest(), south.lastRequest()))
          .allSatisfy(last -> assertThat(last).isBetween(broken, proven.plus(STOPPED_WITHIN)));
      assertSummary(reports, north.requests(), south.requests());
    }
  }

  private LoadRun start(Scenario scenario, String agent, Platform platform) {
    RunOptions options =
        RunOptions.builder()
            .runId(RUN)
            .agentId(agent)
            .agents(AGENTS)
            .spoolDirectory(directory.resolve("spool-" + agent))
            .build();
    return LoadRun.start(scenario, options, platform.cluster());
  }

  private static Target target(BreakableTarget of) {
    return Target.of(of.url()).orElseThrow();
  }

  private static boolean closed(Reports reports) {
    try {
      return reports.summary(RUN).closed();
    } catch (ReportException notYet) {
      return false;
    }
  }

  private static Instant endOfTheWindowThatFired(RunDetail run) {
    SlaChange fired =
        run.slaChanges().stream()
            .filter(each -> each.rule().abort() && each.transition().equals("FIRING"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no rule fired: " + run));
    return fired.windowStart().plusMillis(fired.windowWidthMillis());
  }

  /** Whoever of them ends last: the account holds every request of both. */
  private static void assertSummary(Reports reports, long ofNorth, long ofSouth) {
    RunDetail run = reports.run(RUN);
    assertThat(run.run().status()).isEqualTo("ABORTED");
    assertThat(run.run().agents()).isEqualTo(AGENTS);
    Totals totals = reports.summary(RUN);
    assertThat(totals.verdict().outcome().name()).isEqualTo("FAILED");
    assertThat(totals.verdict().reasons()).anyMatch(each -> each.contains("error_rate"));
    Ledger ledger = totals.ledger();
    assertThat(ledger.complete()).as("%s", ledger).isTrue();
    assertThat(ledger.agents())
        .extracting(Ledger.Account::agentId, Ledger.Account::analysed)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("north", ofNorth),
            org.assertj.core.api.Assertions.tuple("south", ofSouth));
    assertThat(ledger.agents()).allMatch(each -> each.last() && each.sameOutcomes());
  }
}
