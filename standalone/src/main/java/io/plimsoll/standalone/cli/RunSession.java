package io.plimsoll.standalone.cli;

import io.plimsoll.load.console.LiveTable;
import io.plimsoll.load.run.LoadRun;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.run.RunOutcome;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.query.FindingEntry;
import io.plimsoll.report.query.Ledger;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.query.Verdict;
import io.plimsoll.report.text.ComparisonText;
import io.plimsoll.schemas.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One run as the user sees it: load, table, verdict, report. */
final class RunSession {
  private static final Duration SUMMARY_AT_MOST = Duration.ofSeconds(90);
  private static final Duration SUMMARY_WHEN_HURRIED = Duration.ofSeconds(2);
  private static final Duration FINDINGS_AT_MOST = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 50_000_000L;

  private final Terminal terminal;
  private final RunPlace place;
  private final Interrupts interrupts;

  RunSession(Terminal terminal, RunPlace place, Interrupts interrupts) {
    this.terminal = terminal;
    this.place = place;
    this.interrupts = interrupts;
  }

  /**
   * What came of it.
   *
   * @param runId the run
   * @param outcome what the agent says of it
   * @param totals what the analyzer says, when it came to a summary
   * @param directory where its report lies, when there is one
   * @param exitCode how the command ends
   */
  record Ended(
      String runId,
      RunOutcome outcome,
      Optional<Totals> totals,
      Optional<Path> directory,
      ExitCode exitCode) {

    private Ended failed() {
      return new Ended(runId, outcome, totals, directory, ExitCode.FAILED);
    }
  }

  /**
   * Drives the run to its end, or to Ctrl-C, and writes its report.
   *
   * @param out where the report goes; null for the usual place
   */
  Ended drive(Scenario scenario, RunOptions options, Path out) throws InterruptedException {
    Ended ended = driveAlone(scenario, options, out);
    boolean worse = regression(ended.runId()) && ended.exitCode() == ExitCode.PASSED;
    return worse ? ended.failed() : ended;
  }

  /** The same without looking at its baseline: one of several runs proves nothing. */
  Ended driveAlone(Scenario scenario, RunOptions options, Path out) throws InterruptedException {
    LoadRun run = LoadRun.start(scenario, options, place.cluster());
    interrupts.aimAt(run);
    terminal.line("Run " + run.runId() + " of " + scenario.name());
    place.page().ifPresent(url -> terminal.line("Live page: " + url + "/runs/" + run.runId()));
    RunOutcome outcome;
    try (LiveTable table = terminal.show(run);
        BreachLines breaches = BreachLines.show(place.reports(), run.runId(), table::say)) {
      outcome = run.await();
    }
    outcome.warnings().forEach(warning -> terminal.line("Warning: " + warning));
    Optional<Totals> totals = awaitSummary(run.runId());
    Path directory = ReportFiles.directory(out, run.runId());
    totals.ifPresent(found -> tell(found, directory));
    return new Ended(
        run.runId(), outcome, totals, totals.map(found -> directory), exitCode(outcome, totals));
  }

  /** Holds it against its baseline, where there is one, and says what came of it. */
  private boolean regression(String runId) {
    try {
      Optional<Comparison> comparison = place.reports().comparison(runId, List.of());
      comparison.map(ComparisonText::summary).ifPresent(lines -> lines.forEach(terminal::line));
      return comparison.filter(Comparison::regression).isPresent();
    } catch (ReportException e) {
      terminal.line("Not compared: " + e.getMessage());
      return false;
    }
  }

  /** The analyzer closes the summary soon after the last ledger entry. */
  private Optional<Totals> awaitSummary(String runId) {
    long began = System.nanoTime();
    Optional<Totals> newest = Optional.empty();
    while (System.nanoTime() - began < patience().toNanos()) {
      newest = summary(runId);
      if (newest.filter(Totals::closed).isPresent()) {
        return newest;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    terminal.line(
        "No final summary within %d s: is an analyzer running on this Kafka? The outcomes are on it; plimsoll report %s shows them later"
            .formatted(patience().toSeconds(), runId));
    return newest;
  }

  private Duration patience() {
    return interrupts.hurried() ? SUMMARY_WHEN_HURRIED : SUMMARY_AT_MOST;
  }

  private Optional<Totals> summary(String runId) {
    try {
      return Optional.of(place.reports().summary(runId));
    } catch (ReportException e) {
      if (e.code() == ReportException.Code.UNKNOWN_RUN
          || e.code() == ReportException.Code.NOT_READY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void tell(Totals totals, Path directory) {
    Verdict verdict = totals.verdict();
    terminal.line("");
    terminal.line("Verdict: %s (%d limits)".formatted(verdict.outcome(), totals.sla().size()));
    verdict.reasons().forEach(reason -> terminal.line("  - " + reason));
    FindingLines.of(findings(totals.runId())).forEach(terminal::line);
    Ledger ledger = totals.ledger();
    terminal.line(
        "Ledger: %,d emitted, %,d analysed%s"
            .formatted(
                ledger.emitted(),
                ledger.analysed(),
                ledger.complete() ? ", complete" : ", INCOMPLETE"));
    ReportFiles.write(place.reports(), totals.runId(), directory)
        .forEach(file -> terminal.line("Report: " + file));
  }

  /**
   * They close with the run, on a topic of their own: the last of them may come an instant later.
   */
  private List<FindingEntry> findings(String runId) {
    long until = System.nanoTime() + FINDINGS_AT_MOST.toNanos();
    List<FindingEntry> found = place.reports().run(runId).findings();
    while (System.nanoTime() < until
        && found.stream().anyMatch(each -> !each.state().equals("CLOSED"))) {
      LockSupport.parkNanos(POLL_NANOS);
      found = place.reports().run(runId).findings();
    }
    return found;
  }

  private static ExitCode exitCode(RunOutcome outcome, Optional<Totals> totals) {
    if (outcome.status() == RunStatus.INTERRUPTED) {
      return ExitCode.INTERRUPTED;
    }
    if (totals.filter(Totals::closed).isEmpty()) {
      return ExitCode.INCOMPLETE;
    }
    return switch (totals.get().verdict().outcome()) {
      case PASSED -> ExitCode.PASSED;
      case FAILED -> ExitCode.FAILED;
      case WITHHELD, PENDING -> ExitCode.INCOMPLETE;
    };
  }
}
