package io.plimsoll.standalone.cli;

import io.plimsoll.load.console.LiveTable;
import io.plimsoll.load.run.LoadRun;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.run.RunOutcome;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.report.query.Ledger;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.query.Verdict;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.topic.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One run as the user sees it: load, table, verdict, report. */
final class RunSession {
  private static final Duration SUMMARY_AT_MOST = Duration.ofSeconds(90);
  private static final long POLL_NANOS = 50_000_000L;

  private final Terminal terminal;
  private final Cluster cluster;
  private final Reports reports;
  private final Optional<String> page;

  /**
   * @param page URL of the live page, where this process knows one
   */
  RunSession(Terminal terminal, Cluster cluster, Reports reports, Optional<String> page) {
    this.terminal = terminal;
    this.cluster = cluster;
    this.reports = reports;
    this.page = page;
  }

  /**
   * What came of it.
   *
   * @param runId the run
   * @param directory where its report lies
   * @param exitCode how the command ends
   */
  record Ended(String runId, Path directory, ExitCode exitCode) {}

  /**
   * Drives the run to its end, or to Ctrl-C, and writes its report.
   *
   * @param out where the report goes; null for the usual place
   */
  Ended drive(Scenario scenario, RunOptions options, Path out) throws InterruptedException {
    LoadRun run = LoadRun.start(scenario, options, cluster);
    try (Shutdown shutdown = Shutdown.listen(() -> run.stop("interrupted"))) {
      terminal.line("Run " + run.runId() + " of " + scenario.name());
      page.ifPresent(url -> terminal.line("Live page: " + url + "/runs/" + run.runId()));
      RunOutcome outcome;
      try (LiveTable table = terminal.show(run)) {
        outcome = run.await();
      }
      outcome.warnings().forEach(warning -> terminal.line("Warning: " + warning));
      Optional<Totals> totals = awaitSummary(run.runId());
      Path directory = ReportFiles.directory(out, run.runId());
      totals.ifPresent(found -> tell(found, directory));
      return new Ended(run.runId(), directory, exitCode(outcome, totals));
    }
  }

  /** The analyzer closes the summary soon after the last ledger entry. */
  private Optional<Totals> awaitSummary(String runId) {
    long deadline = System.nanoTime() + SUMMARY_AT_MOST.toNanos();
    Optional<Totals> newest = Optional.empty();
    while (System.nanoTime() < deadline) {
      newest = summary(runId);
      if (newest.filter(Totals::closed).isPresent()) {
        return newest;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    terminal.line(
        "No final summary within %d s: is an analyzer running on this Kafka? The outcomes are on it; plimsoll report %s shows them later"
            .formatted(SUMMARY_AT_MOST.toSeconds(), runId));
    return newest;
  }

  private Optional<Totals> summary(String runId) {
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

  private void tell(Totals totals, Path directory) {
    Verdict verdict = totals.verdict();
    terminal.line("");
    terminal.line("Verdict: %s (%d limits)".formatted(verdict.outcome(), totals.sla().size()));
    verdict.reasons().forEach(reason -> terminal.line("  - " + reason));
    Ledger ledger = totals.ledger();
    terminal.line(
        "Ledger: %,d emitted, %,d analysed%s"
            .formatted(
                ledger.emitted(),
                ledger.analysed(),
                ledger.complete() ? ", complete" : ", INCOMPLETE"));
    ReportFiles.write(reports, totals.runId(), directory)
        .forEach(file -> terminal.line("Report: " + file));
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
