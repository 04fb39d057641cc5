package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.lab.latency.LatencyProfile;
import io.plimsoll.load.run.LiveSnapshot;
import io.plimsoll.load.run.LoadRun;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Load;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Totals;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario of the sources runs: each until all that it declares has happened, on one platform
 * and against one target. Nothing is a protocol error, and everything is accounted for (L16).
 */
class ITShippedScenarios {
  private static final Path SCENARIOS = Path.of("..", "scenarios");
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final int AT_A_TIME = 3;

  /**
   * Longest plan. A run ends long before, when all has been seen; its ramps are this much faster.
   */
  private static final double PLAN_SECONDS = 60;

  /** Users that carry files, of which some dozens would keep the machine busy with copying. */
  private static final int FEW = 50;

  /** Users with a WebSocket each. */
  private static final int MOST_SOCKETS = 100;

  /** What is there for the case that something goes wrong, which here it must not. */
  private static final List<String> TROUBLE =
      List.of(": lost", ": closed by target", ": refused", ": dropped");

  @TempDir private Path directory;

  @Test
  void doAllTheyDeclareAndAreAccountedForToTheLastOutcome()
      throws IOException, ScenarioException, InterruptedException, ExecutionException {
    LabConfig lab = LabConfig.defaults().withLatency(LatencyProfile.none());
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try (LabTarget target = LabTarget.start(lab);
        Platform platform = Platform.start(PlatformConfig.in(directory))) {
      List<Future<?>> runs = new ArrayList<>();
      for (Scenario scenario : scenarios()) {
        Scenario small =
            small(scenario).withTarget(Target.of(target.uri().toString()).orElseThrow());
        runs.add(threads.submit(() -> run(small, platform)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Of a matrix its first cell; the language tests have read the others. */
  private static List<Scenario> scenarios() throws IOException, ScenarioException {
    List<Scenario> scenarios = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(SCENARIOS)) {
      files =
          all.filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.toString().endsWith(".suite.yaml"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      scenarios.add(new ScenarioParser(Map.<String, String>of()::get).readAll(file).get(0));
    }
    assertThat(scenarios).hasSizeGreaterThan(30);
    return scenarios;
  }

  private static Scenario small(Scenario scenario) {
    double seconds = (double) scenario.load().duration().toNanos() / 1e9;
    double pace = Math.min(1, PLAN_SECONDS / seconds);
    boolean uploads = scenario.operations().stream().anyMatch(name -> name.contains("upload"));
    boolean crowd = scenario.load() instanceof Load.Closed closed && closed.users() > FEW;
    boolean sockets = !scenario.socketOperations().isEmpty();
    double level = 1;
    if (uploads && crowd) {
      level = (double) FEW / ((Load.Closed) scenario.load()).users();
    } else if (uploads && scenario.load() instanceof Load.Open) {
      level = 0.1;
    } else if (sockets && scenario.load() instanceof Load.Closed closed) {
      level = Math.min(1, (double) MOST_SOCKETS / closed.users());
    }
    return scenario.scaled(level, pace);
  }

  private static void run(Scenario scenario, Platform platform) {
    RunOptions options =
        RunOptions.builder()
            .spoolDirectory(platform.data().spool())
            .drain(Duration.ofSeconds(20))
            .build();
    LoadRun run = LoadRun.start(scenario, options, platform.cluster());
    List<String> atTheEnd =
        scenario.userTypes().stream()
            .flatMap(type -> type.onStop().stream())
            .flatMap(steps -> steps.steps().stream())
            .flatMap(step -> step.operations().stream())
            .toList();
    Awaitility.await(scenario.name())
        .atMost(AT_MOST)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> run.outcome().isDone() || atTheEnd.containsAll(missing(run, scenario)));
    run.stop("all has been seen");
    Awaitility.await(scenario.name()).atMost(AT_MOST).until(() -> run.outcome().isDone());

    assertThat(run.outcome().join().status())
        .as(scenario.name())
        .isIn(RunStatus.ENDED, RunStatus.INTERRUPTED);
    assertThat(missing(run, scenario)).as(scenario.name()).isEmpty();
    Totals totals = closed(platform.reports().reports(), run.runId());
    assertThat(totals.ledger().complete()).as(scenario.name()).isTrue();
    assertThat(totals.ledger().emitted()).as(scenario.name()).isEqualTo(totals.ledger().analysed());
    assertThat(totals.all().errorsByKind())
        .as(scenario.name())
        .doesNotContainKeys("PROTOCOL_ERROR", "CHECK_FAILED");
  }

  /** Declared operations without a single outcome. */
  private static List<String> missing(LoadRun run, Scenario scenario) {
    Map<String, Long> seen =
        run.snapshot().operations().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    LiveSnapshot.OperationLine::name, LiveSnapshot.OperationLine::requests));
    return scenario.operations().stream()
        .filter(name -> TROUBLE.stream().noneMatch(name::endsWith))
        .filter(name -> seen.getOrDefault(name, 0L) == 0)
        .toList();
  }

  private static Totals closed(Reports reports, String runId) {
    return Awaitility.await("summary of " + runId)
        .atMost(AT_MOST)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> summary(reports, runId), found -> found.filter(Totals::closed).isPresent())
        .orElseThrow();
  }

  private static Optional<Totals> summary(Reports reports, String runId) {
    try {
      return Optional.of(reports.summary(runId));
    } catch (ReportException e) {
      if (e.code() == ReportException.Code.UNKNOWN_RUN
          || e.code() == ReportException.Code.NOT_READY) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
