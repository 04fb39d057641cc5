package io.plimsoll.report.history;

import io.plimsoll.report.history.History.Entry;
import io.plimsoll.report.history.History.LastingChange;
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
import io.plimsoll.stats.changepoint.ChangePoint;
import io.plimsoll.stats.changepoint.ChangePoints;
import io.plimsoll.stats.compare.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Puts a history together from the totals of runs that came to their end with complete data. */
public final class HistoryFinder {
  private static final int FEWEST = 3;

  private final List<RunView> runs;
  private final String scenario;

  private HistoryFinder(String scenario, List<RunView> runs) {
    this.scenario = scenario;
    this.runs = runs;
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
          "there is no complete run of scenario %s%s%s; see plimsoll runs"
              .formatted(
                  query.scenario(),
                  query.branch().map(name -> " on branch " + name).orElse(""),
                  query.environment().map(name -> " in environment " + name).orElse("")));
    }
    Collections.reverse(runs);
    return new HistoryFinder(query.scenario(), runs).history();
  }

  private static boolean wanted(RunView run, HistoryQuery query) {
    RunRecord record = run.record().orElseThrow();
    Optional<String> branch = Optional.ofNullable(record.getBranch());
    Optional<String> environment = Optional.ofNullable(record.getEnvironment());
    return record.getScenario().equals(query.scenario())
        && record.getStatus() == RunStatus.ENDED
        && (query.branch().isEmpty() || query.branch().equals(branch))
        && (query.environment().isEmpty() || query.environment().equals(environment))
        && run.summary()
            .filter(
                each -> each.getClosed() && each.getComplete() && each.getTotal().getCount() > 0)
            .isPresent();
  }

  private History history() {
    List<Trend> trends =
        List.of(
            trend("response.mean", "ms", all -> latency(all, Latency::mean)),
            trend("response.p50", "ms", all -> latency(all, Latency::p50)),
            trend("response.p95", "ms", all -> latency(all, Latency::p95)),
            trend("response.p99", "ms", all -> latency(all, Latency::p99)),
            trend("throughput", "1/s", OperationTotals::throughputPerSecond),
            trend("error_rate", "ratio", OperationTotals::errorRate));
    boolean flaky =
        trends.stream().anyMatch(each -> !each.kpi().equals("error_rate") && each.flaky());
    return new History(scenario, runs.stream().map(HistoryFinder::entry).toList(), trends, flaky);
  }

  private static double latency(OperationTotals totals, ToDoubleFunction<Latency> column) {
    return totals.response().map(column::applyAsDouble).orElse(0.0);
  }

  private static Entry entry(RunView run) {
    RunRecord record = run.record().orElseThrow();
    return new Entry(
        run.id(),
        Times.instant(record.getStartedAtMicros()),
        Optional.ofNullable(record.getCommit()),
        run.summary().map(RunSummary::getVerdict).orElseThrow() == Verdict.PASSED);
  }

  private Trend trend(String kpi, String unit, ToDoubleFunction<OperationTotals> figure) {
    double[] values =
        runs.stream()
            .map(run -> OperationTotals.of(run.summary().orElseThrow().getTotal()))
            .mapToDouble(figure)
            .toArray();
    List<ChangePoint> points = ChangePoints.of(values);
    int since = points.isEmpty() ? 0 : points.get(points.size() - 1).index();
    return new Trend(
        kpi,
        unit,
        Arrays.stream(values).boxed().toList(),
        points.stream().map(this::change).toList(),
        variation(Arrays.copyOfRange(values, since, values.length)));
  }

  private LastingChange change(ChangePoint point) {
    return new LastingChange(
        runs.get(point.index()).id(),
        entry(runs.get(point.index() - 1)).commit(),
        entry(runs.get(point.index())).commit(),
        point.before(),
        point.after(),
        Math.min(point.effect(), Double.MAX_VALUE),
        point.confidence());
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
