package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.RunSide;
import io.plimsoll.report.compare.SeriesLabels;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.text.ComparisonText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The same run several times, taking turns with a baseline build where there is one: what else
 * happens to the machine then happens to both. Which of them begins changes with every turn, so
 * that neither profits when the machine gets faster or slower by and by. For one use.
 */
final class RepeatedRuns {
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 100_000_000L;

  private final Terminal terminal;
  private final RunSession session;
  private final RunPlace place;
  private final Interrupts interrupts;
  private final String series = UUID.randomUUID().toString().substring(0, 8);
  private final List<RunSession.Ended> candidates = new ArrayList<>();
  private final List<RunSession.Ended> baselines = new ArrayList<>();

  RepeatedRuns(Terminal terminal, RunSession session, RunPlace place, Interrupts interrupts) {
    this.terminal = terminal;
    this.session = session;
    this.place = place;
    this.interrupts = interrupts;
  }

  /**
   * What is run on one side.
   *
   * @param scenario against its target
   * @param options by labels that are put over the usual ones
   */
  record Side(Scenario scenario, Function<Map<String, String>, RunOptions> options) {}

  /**
   * Drives them all, or those up to Ctrl-C, and says how they vary and compare.
   *
   * @param out where a directory for each run goes; null for the usual places
   * @return that of the worst candidate; FAILED when it is a regression
   */
  ExitCode drive(Side candidate, Optional<Side> baseline, int times, Path out)
      throws InterruptedException {
    for (int i = 1; i <= times; i++) {
      boolean baselineFirst = i % 2 == 1;
      if (baselineFirst) {
        baseline(baseline, i, times, out);
      }
      one(candidate, candidates, "run", i, times, out);
      if (!baselineFirst) {
        baseline(baseline, i, times, out);
      }
    }
    terminal.line("");
    VariationLines.of("Variation between repeats", totals(candidates)).forEach(terminal::line);
    VariationLines.of("Variation of the baseline", totals(baselines)).forEach(terminal::line);
    if (interrupts.requested()) {
      return ExitCode.INTERRUPTED;
    }
    ExitCode worst =
        candidates.stream()
            .map(RunSession.Ended::exitCode)
            .max(Comparator.comparingInt(ExitCode::number))
            .orElseThrow();
    boolean worse = regression();
    return worst == ExitCode.PASSED && worse ? ExitCode.FAILED : worst;
  }

  private void baseline(Optional<Side> side, int number, int times, Path out)
      throws InterruptedException {
    if (side.isPresent()) {
      one(side.get(), baselines, RunSide.BASELINE, number, times, out);
    }
  }

  private void one(
      Side side, List<RunSession.Ended> ended, String name, int number, int times, Path out)
      throws InterruptedException {
    if (interrupts.requested()) {
      return;
    }
    terminal.line("");
    terminal.line("%s %d of %d".formatted(name, number, times));
    Map<String, String> labels =
        SeriesLabels.of(series, number, times, name.equals(RunSide.BASELINE));
    Path directory = out == null ? null : out.resolve("%02d-%s".formatted(number, name));
    ended.add(session.driveAlone(side.scenario(), side.options().apply(labels), directory));
  }

  private boolean regression() {
    try {
      Optional<Comparison> comparison = judged();
      comparison.ifPresent(
          found -> {
            terminal.line("");
            ComparisonText.of(found).lines().forEach(terminal::line);
          });
      return comparison.filter(Comparison::regression).isPresent();
    } catch (ReportException e) {
      terminal.line("Not compared: " + e.getMessage());
      return false;
    }
  }

  /**
   * As whoever serves this Kafka has written it to the topic; the report of the last run then has
   * it, too.
   */
  private Optional<Comparison> judged() {
    if (!baselines.isEmpty()) {
      terminal.line("");
      terminal.line(
          "The same as files: plimsoll gate %s --junit gate.xml --markdown gate.md"
              .formatted(last().runId()));
    } else if (place.reports().comparison(last().runId(), List.of()).isEmpty()) {
      return Optional.empty();
    }
    Optional<Comparison> written = awaitWritten();
    if (written.isPresent()) {
      last()
          .directory()
          .ifPresent(directory -> ReportFiles.write(place.reports(), last().runId(), directory));
      return written;
    }
    terminal.line(
        "The comparison below was not written to Kafka within %d s: is a report service running there? plimsoll compare %s%s %s shows it again"
            .formatted(
                WRITTEN_WITHIN.toSeconds(),
                candidates.get(0).runId(),
                candidates.size() > 1
                    ? " --also " + String.join(",", ids(candidates).subList(1, candidates.size()))
                    : "",
                String.join(" ", ids(baselines))));
    return comparison();
  }

  private RunSession.Ended last() {
    return candidates.get(candidates.size() - 1);
  }

  private Optional<Comparison> awaitWritten() {
    long until = System.nanoTime() + WRITTEN_WITHIN.toNanos();
    while (System.nanoTime() < until) {
      Optional<Comparison> found =
          place
              .reports()
              .comparison(last().runId(), List.of())
              .filter(each -> each.repeats().equals(ids(candidates)));
      if (found.isPresent()) {
        return found;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return Optional.empty();
  }

  /** With the other build, or else with the runs of the baseline, where there is one. */
  private Optional<Comparison> comparison() {
    if (!baselines.isEmpty()) {
      return Optional.of(place.reports().repeated(ids(candidates), ids(baselines)));
    }
    return place
        .reports()
        .comparison(candidates.get(0).runId(), List.of())
        .map(
            single ->
                single.baselineRunIds().isEmpty()
                    ? single
                    : place.reports().repeated(ids(candidates), single.baselineRunIds()));
  }

  private static List<String> ids(List<RunSession.Ended> runs) {
    return runs.stream().map(RunSession.Ended::runId).toList();
  }

  private static List<Totals> totals(List<RunSession.Ended> runs) {
    return runs.stream().flatMap(run -> run.totals().stream()).toList();
  }
}
