package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.scaling.LevelReader;
import io.plimsoll.report.scaling.ProfileLevel;
import io.plimsoll.schemas.PhasePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;

/** Runs a scenario at one load level after the other and measures each. For one use. */
final class LevelRuns {
  private static final Duration WINDOWS_AT_MOST = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 50_000_000L;

  private final Terminal terminal;
  private final RunSession session;
  private final Interrupts interrupts;
  private final Reports reports;
  private final Scenario scenario;
  private final RunOptions options;
  private final Path out;
  private final double once;
  private final List<ProfileLevel> measured = new ArrayList<>();
  private final List<String> runIds = new ArrayList<>();
  private boolean incomplete;

  /**
   * @param out where a directory for each level goes; null for the runs' usual places
   * @throws CommandException when no part of the scenario keeps its load
   */
  LevelRuns(
      Terminal terminal,
      RunSession session,
      Interrupts interrupts,
      Reports reports,
      Scenario scenario,
      RunOptions options,
      Path out) {
    this.terminal = terminal;
    this.session = session;
    this.interrupts = interrupts;
    this.reports = reports;
    this.scenario = scenario;
    this.options = options;
    this.out = out;
    this.once = steadyLoad(scenario).orElseThrow(LevelRuns::neverSteady);
  }

  private static CommandException neverSteady() {
    return new CommandException(
        ExitCode.UNUSABLE_INPUT,
        "the scenario has no part in which the load stays the same, so no level can be measured:"
            + " give it a steady part, such as load: { users: { rampUp: 5s, steady: { users: 10, for: 30s } } }");
  }

  /** The highest load that some part of the plan keeps. */
  static OptionalDouble steadyLoad(Scenario scenario) {
    return ScenarioPlan.of(scenario).phases().stream()
        .filter(phase -> phase.getFromLevel() == phase.getToLevel() && phase.getToLevel() > 0)
        .mapToDouble(PhasePlan::getToLevel)
        .max();
  }

  /** These factors, in this order. */
  void run(List<Double> factors, Duration cooldown) throws InterruptedException {
    for (double factor : factors) {
      if (interrupts.requested()) {
        return;
      }
      pause(cooldown);
      level(factor);
    }
  }

  /** As the search says, up to its end. */
  void search(LevelSearch search, Duration cooldown) throws InterruptedException {
    Optional<Double> next = search.next();
    while (next.isPresent() && !interrupts.requested()) {
      pause(cooldown);
      int before = measured.size();
      level(next.get());
      if (measured.size() == before) {
        terminal.line("Nothing could be measured at this level: the search ends here");
        return;
      }
      ProfileLevel newest = measured.get(measured.size() - 1);
      search.took(next.get(), newest.throughputPerSecond(), newest.errorRate());
      next = search.next();
    }
    if (!search.foundTheBreak()) {
      terminal.line("No break point was found: throughput grew up to the last level");
    }
  }

  private void pause(Duration cooldown) throws InterruptedException {
    if (!measured.isEmpty() && !interrupts.pause(cooldown)) {
      terminal.line("Interrupted while cooling down");
    }
  }

  private void level(double factor) throws InterruptedException {
    Scenario scaled =
        scenario
            .scaled(factor, 1)
            .labelled(Map.of("profile-level", String.format(Locale.ROOT, "%.4g", factor)));
    terminal.line("");
    terminal.line(
        String.format(Locale.ROOT, "Level %d: %.4g times the load", runIds.size() + 1, factor));
    Path directory = out == null ? null : out.resolve("level-%02d".formatted(runIds.size() + 1));
    RunSession.Ended ended = session.drive(scaled, options, directory);
    runIds.add(ended.runId());
    if (ended.exitCode() == ExitCode.INCOMPLETE) {
      incomplete = true;
      terminal.line("This level is left out: its data are incomplete");
      return;
    }
    long outcomes = ended.totals().map(totals -> totals.all().count()).orElse(0L);
    awaitWindows(ended.runId(), outcomes);
    measured.addAll(LevelReader.levels(reports, ended.runId(), once));
  }

  /** The windows lie on another topic than the totals, and may be read a moment later. */
  private void awaitWindows(String runId, long outcomes) {
    long began = System.nanoTime();
    KpiQuery query =
        new KpiQuery(runId, Optional.of(OperationTotals.ALL), Range.ofWidth(Duration.ofSeconds(1)));
    while (System.nanoTime() - began < WINDOWS_AT_MOST.toNanos()) {
      long seen = reports.kpis(query).rows().stream().mapToLong(row -> row.count()).sum();
      if (seen >= outcomes) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  List<ProfileLevel> measured() {
    return List.copyOf(measured);
  }

  List<String> runIds() {
    return List.copyOf(runIds);
  }

  /** Whether a level had to be left out. */
  boolean incomplete() {
    return incomplete;
  }
}
