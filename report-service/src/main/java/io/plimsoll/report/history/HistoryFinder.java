package io.plimsoll.report.history;

import io.plimsoll.report.compare.RunSide;
import io.plimsoll.report.history.History.AcknowledgedPoint;
import io.plimsoll.report.history.History.Entry;
import io.plimsoll.report.history.History.SeriesVerdict;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.report.query.Times;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.stats.compare.Judgement;
import io.plimsoll.stats.compare.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Puts a history together from the totals of runs that came to their end with complete data. */
public final class HistoryFinder {
  private static final int FEWEST = 3;

  private final HistoryQuery query;
  private final List<RunView> runs;
  private final Function<String, Optional<SeriesVerdict>> series;
  private final List<AcknowledgedPoint> acknowledged;

  private HistoryFinder(
      HistoryQuery query,
      List<RunView> runs,
      Function<String, Optional<SeriesVerdict>> series,
      List<AcknowledgedPoint> acknowledged) {
    this.query = query;
    this.runs = runs;
    this.series = series;
    this.acknowledged = acknowledged;
  }

  /**
   * @throws ReportException BAD_QUERY when no run of this scenario is known
   */
  public static History find(Views views, HistoryQuery query) {
    List<RunView> runs =
        new ArrayList<>(views.runs().stream().filter(run -> wanted(run, query)).toList());
    if (runs.isEmpty()) {
      throw new ReportException(
          Code.BAD_QUERY,
          "there is no complete run of scenario %s%s%s%s; see plimsoll runs"
              .formatted(
                  query.scenario(),
                  query.branch().map(name -> " on branch " + name).orElse(""),
                  query.environment().map(name -> " in environment " + name).orElse(""),
                  query.operation().map(name -> " with operation " + name).orElse("")));
    }
    Collections.reverse(runs);
    return new HistoryFinder(
            query, runs, runId -> series(views, runId), views.acknowledgements().of(query.key()))
        .history();
  }

  /** Said of the last repeat, when all have been run. */
  private static Optional<SeriesVerdict> series(Views views, String runId) {
    return views
        .seriesComparison(runId)
        .filter(found -> found.getRunId().equals(runId))
        .map(
            found ->
                new SeriesVerdict(
                    found.getRunIds().size(),
                    found.getBaselineRunIds(),
                    Judgement.valueOf(found.getVerdict().name())));
  }

  private static boolean wanted(RunView run, HistoryQuery query) {
    RunRecord record = run.record().orElseThrow();
    Optional<String> branch = Optional.ofNullable(record.getBranch());
    Optional<String> environment = Optional.ofNullable(record.getEnvironment());
    return record.getScenario().equals(query.scenario())
        && complete(run)
        && (query.branch().isEmpty() || query.branch().equals(branch))
        && (query.environment().isEmpty() || query.environment().equals(environment))
        && totals(run, query.operation()).isPresent();
  }

  /** Whether it ended by plan with complete data, and is of the build under test. */
  static boolean complete(RunView run) {
    RunRecord record = run.record().orElseThrow();
    return record.getStatus() == RunStatus.ENDED
        && !RunSide.isBaseline(record)
        && run.summary()
            .filter(
                each -> each.getClosed() && each.getComplete() && each.getTotal().getCount() > 0)
            .isPresent();
  }

  private static Optional<OperationTotals> totals(RunView run, Optional<String> operation) {
    RunSummary summary = run.summary().orElseThrow();
    return operation.isEmpty()
        ? Optional.of(OperationTotals.of(summary.getTotal()))
        : summary.getOperations().stream()
            .filter(each -> each.getOperation().equals(operation.get()))
            .map(OperationTotals::of)
            .filter(each -> each.count() > 0)
            .findFirst();
  }

  private History history() {
    List<Trend> trends =
        List.of(
            trend("response.mean", "ms", all -> latency(all, Latency::mean)),
            trend("response.p50", "ms", all -> latency(all, Latency::p50)),
            trend("response.p75", "ms", all -> latency(all, Latency::p75)),
            trend("response.p90", "ms", all -> latency(all, Latency::p90)),
            trend("response.p95", "ms", all -> latency(all, Latency::p95)),
            trend("response.p99", "ms", all -> latency(all, Latency::p99)),
            trend("response.p999", "ms", all -> latency(all, Latency::p999)),
            trend("throughput", "1/s", OperationTotals::throughputPerSecond),
            trend("error_rate", "ratio", OperationTotals::errorRate));
    return new History(
        query.scenario(),
        query.branch(),
        query.environment(),
        query.operation().orElse(OperationTotals.ALL),
        entries(),
        trends,
        trends.stream().anyMatch(Trend::flaky),
        acknowledged);
  }

  private List<Entry> entries() {
    return runs.stream().map(this::entry).toList();
  }

  private static double latency(OperationTotals totals, ToDoubleFunction<Latency> column) {
    return totals.response().map(column::applyAsDouble).orElse(0.0);
  }

  private Entry entry(RunView run) {
    RunRecord record = run.record().orElseThrow();
    return new Entry(
        run.id(),
        Times.instant(record.getStartedAtMicros()),
        Optional.ofNullable(record.getCommit()),
        run.summary().map(RunSummary::getVerdict).orElseThrow() == Verdict.PASSED,
        series.apply(run.id()));
  }

  private Trend trend(String kpi, String unit, ToDoubleFunction<OperationTotals> figure) {
    double[] values =
        runs.stream()
            .map(run -> totals(run, query.operation()).orElseThrow())
            .mapToDouble(figure)
            .toArray();
    String name = query.operation().map(operation -> operation + " " + kpi).orElse(kpi);
    HistoryPoints points =
        new HistoryPoints(
            entries(),
            values,
            acknowledged.stream().filter(each -> each.kpi().equals(name)).toList());
    return new Trend(
        name,
        unit,
        Arrays.stream(values).boxed().toList(),
        points.changes(),
        points.withdrawn(),
        variation(Arrays.copyOfRange(values, points.since(), values.length)));
  }

  private static Optional<Double> variation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    if (values.length < FEWEST || mean <= 0) {
      return Optional.empty();
    }
    double sample = Spread.deviation(values) * Math.sqrt(values.length / (values.length - 1.0));
    return Optional.of(sample / mean);
  }
}
