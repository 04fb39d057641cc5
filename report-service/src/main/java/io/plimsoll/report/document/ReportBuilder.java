package io.plimsoll.report.document;

import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ResourceQuery;
import io.plimsoll.report.query.ResourceRow;
import io.plimsoll.report.query.RunDetail;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.scaling.Profile;
import io.plimsoll.report.scaling.Profiles;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.scaling.ScalingAnalysis;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a {@link RunReport} together. For one thread. */
final class ReportBuilder {
  private static final List<Integer> CHART_WIDTHS_SECONDS =
      List.of(1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600);
  private static final int POINTS_PER_OPERATION = 300;
  private static final int POINTS = 3_000;
  private static final int SAMPLE_POINTS = 20_000;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final RunQueries queries;
  private final String runId;

  ReportBuilder(RunQueries queries, String runId) {
    this.queries = queries;
    this.runId = runId;
  }

  RunReport build() {
    RunDetail detail = queries.detail(runId);
    Duration spanned = spanned();
    Duration width = chartWidth(spanned, 1 + detail.run().operations().size());
    List<ResourceRow> users = users(Range.ofWidth(width));
    return new RunReport(
        detail.run(),
        detail.totals(),
        peak(spanned),
        peakUsers(users),
        queries.resources(anyResource(Range.RUN)).rows(),
        detail.findings(),
        detail.slaChanges(),
        queries.kpis(new KpiQuery(runId, Optional.empty(), Range.ofWidth(width))).rows(),
        users,
        samples(detail, spanned),
        scaling(),
        comparison());
  }

  /** Of a run that has ended; baselines whose runs are gone are no reason to have no report. */
  private Optional<Comparison> comparison() {
    try {
      return queries.comparison(runId, List.of());
    } catch (ReportException e) {
      return Optional.empty();
    }
  }

  private SampleLines samples(RunDetail detail, Duration spanned) {
    int metrics = queries.view(runId).resourceNames().size();
    Duration width = chartWidth(spanned, Math.max(1, metrics), SAMPLE_POINTS);
    List<ResourceRow> rows = queries.resources(anyResource(Range.ofWidth(width))).rows();
    return SampleLines.of(rows, detail.run().startedAt());
  }

  private Optional<Scaling> scaling() {
    List<Profile> all = queries.profiles();
    return all.stream()
        .filter(each -> each.levels().stream().anyMatch(level -> level.runId().equals(runId)))
        .findFirst()
        .map(each -> ScalingAnalysis.of(each, Profiles.baselineOf(each, all, queries.baselines())));
  }

  private Duration spanned() {
    return queries
        .view(runId)
        .kpiSpan()
        .map(span -> Duration.ofMillis((span.toMicros() - span.fromMicros()) / 1_000))
        .orElse(Duration.ZERO);
  }

  static Duration chartWidth(Duration spanned, int operations) {
    return chartWidth(spanned, operations, POINTS);
  }

  private static Duration chartWidth(Duration spanned, int lines, int most) {
    long points = Math.max(1, Math.min(POINTS_PER_OPERATION, most / lines));
    for (int seconds : CHART_WIDTHS_SECONDS) {
      if (spanned.toSeconds() / seconds <= points) {
        return Duration.ofSeconds(seconds);
      }
    }
    return Duration.ofDays(1);
  }

  /** The busiest 10 s; in a short run the busiest second. */
  private Optional<Kpi> peak(Duration spanned) {
    Range range = Range.ofWidth(Duration.ofSeconds(spanned.compareTo(LONG) < 0 ? 1 : 10));
    return queries
        .kpis(new KpiQuery(runId, Optional.of(OperationTotals.ALL), range))
        .rows()
        .stream()
        .max(Comparator.comparingDouble(Kpi::throughputPerSecond));
  }

  private ResourceQuery anyResource(Range range) {
    return new ResourceQuery(runId, Optional.empty(), Optional.empty(), range);
  }

  private List<ResourceRow> users(Range range) {
    return queries
        .resources(new ResourceQuery(runId, Optional.empty(), Optional.of("users_active"), range))
        .rows();
  }

  /** Users of all agents together. */
  private static Optional<Double> peakUsers(List<ResourceRow> users) {
    Map<Instant, Double> together = new TreeMap<>();
    users.forEach(row -> together.merge(row.start(), row.maximum(), Double::sum));
    return together.values().stream().max(Double::compare);
  }
}
