package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.text.ComparisonText;
import io.plimsoll.stats.compare.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The same run several times, taking turns with a baseline build where there is one: what else
 * happens to the machine then happens to both. For one use.
 */
final class RepeatedRuns {
  private static final double MOST_VARIATION = 0.05;

  private final Terminal terminal;
  private final RunSession session;
  private final RunPlace place;
  private final Interrupts interrupts;
  private final List<RunSession.Ended> candidates = new ArrayList<>();
  private final List<RunSession.Ended> baselines = new ArrayList<>();

  RepeatedRuns(Terminal terminal, RunSession session, RunPlace place, Interrupts interrupts) {
    this.terminal = terminal;
    this.session = session;
    this.place = place;
    this.interrupts = interrupts;
  }

  /**
   * Drives them all, or those up to Ctrl-C, and says how they vary and compare.
   *
   * @param baseline the scenario against the baseline build
   * @param out where a directory for each run goes; null for the usual places
   * @return that of the worst candidate; FAILED when it is a regression
   */
  ExitCode drive(
      Scenario candidate, Optional<Scenario> baseline, int times, RunOptions options, Path out)
      throws InterruptedException {
    for (int i = 1; i <= times && !interrupts.requested(); i++) {
      if (baseline.isPresent()) {
        announce("Baseline", i, times);
        baselines.add(session.drive(baseline.get(), options, directory(out, i, "baseline")));
      }
      if (!interrupts.requested()) {
        announce("Run", i, times);
        candidates.add(session.drive(candidate, options, directory(out, i, "run")));
      }
    }
    terminal.line("");
    variation("Variation between repeats", candidates);
    variation("Variation of the baseline", baselines);
    if (interrupts.requested()) {
      return ExitCode.INTERRUPTED;
    }
    ExitCode worst =
        candidates.stream()
            .map(RunSession.Ended::exitCode)
            .max(Comparator.comparingInt(ExitCode::number))
            .orElseThrow();
    boolean worse = baseline.isPresent() && regression();
    return worse && worst == ExitCode.PASSED ? ExitCode.FAILED : worst;
  }

  private void announce(String name, int number, int times) {
    terminal.line("");
    terminal.line("%s %d of %d".formatted(name, number, times));
  }

  private static Path directory(Path out, int number, String name) {
    return out == null ? null : out.resolve("%02d-%s".formatted(number, name));
  }

  private boolean regression() {
    Comparison comparison = place.reports().repeated(ids(candidates), ids(baselines));
    terminal.line("");
    ComparisonText.of(comparison).lines().forEach(terminal::line);
    return comparison.regression();
  }

  private static List<String> ids(List<RunSession.Ended> runs) {
    return runs.stream().map(RunSession.Ended::runId).toList();
  }

  /** The coefficient of variation of each KPI; above 5 % small changes cannot be told. */
  private void variation(String title, List<RunSession.Ended> runs) {
    List<OperationTotals> totals =
        runs.stream().flatMap(run -> run.totals().stream()).map(Totals::all).toList();
    if (totals.size() >= 2) {
      terminal.line(title + " (coefficient; ! above 5 %):");
      line("response.mean", totals, all -> latency(all, Latency::mean));
      line("response.p50", totals, all -> latency(all, Latency::p50));
      line("response.p95", totals, all -> latency(all, Latency::p95));
      line("response.p99", totals, all -> latency(all, Latency::p99));
      line("throughput", totals, OperationTotals::throughputPerSecond);
    }
  }

  private void line(
      String kpi, List<OperationTotals> totals, ToDoubleFunction<OperationTotals> figure) {
    double cv = variation(totals.stream().mapToDouble(figure).toArray());
    terminal.line(
        String.format(
            Locale.ROOT, "  %-14s %5.1f %%%s", kpi, 100 * cv, cv > MOST_VARIATION ? " !" : ""));
  }

  private static double latency(OperationTotals totals, ToDoubleFunction<Latency> column) {
    return totals.response().map(column::applyAsDouble).orElse(0.0);
  }

  /** Sample standard deviation over mean; 0 of zeros. */
  private static double variation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sample = Spread.deviation(values) * Math.sqrt(values.length / (values.length - 1.0));
    return mean > 0 ? sample / mean : 0;
  }
}
