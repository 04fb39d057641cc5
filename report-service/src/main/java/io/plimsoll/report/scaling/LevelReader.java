package io.plimsoll.report.scaling;

import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Phase;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.ResourcePage;
import io.plimsoll.report.query.ResourceQuery;
import io.plimsoll.report.query.ResourceRow;
import io.plimsoll.report.query.Run;
import io.plimsoll.schemas.metric.AgentMetrics;
import io.plimsoll.stats.scaling.SteadyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Measures the load levels of a run: each part of its plan on which the load stays the same, once
 * it is steady. Steady is where both throughput and mean response time have settled ({@link
 * SteadyState}), second by second.
 */
public final class LevelReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String IN_FLIGHT = AgentMetrics.REQUESTS_IN_FLIGHT;

  private final Reports reports;
  private final Run run;
  private final List<ProfileLimit> limits;

  private LevelReader(Reports reports, Run run) {
    this.reports = reports;
    this.run = run;
    this.limits = limits(run);
  }

  /** What the scenario of a run promises. */
  public static List<ProfileLimit> limits(Run run) {
    return run.sla().stream().map(ProfileLimit::of).toList();
  }

  /** {@code users} or {@code arrivals/s}. */
  public static String loadUnit(Run run) {
    boolean open = run.plan().stream().anyMatch(phase -> phase.model().equals("open"));
    return open ? "arrivals/s" : "users";
  }

  /**
   * The levels of a run, in its order.
   *
   * @param once the offered load that counts as a factor of 1
   * @throws io.plimsoll.report.query.ReportException when the run is not known
   */
  public static List<ProfileLevel> levels(Reports reports, String runId, double once) {
    LevelReader reader = new LevelReader(reports, reports.run(runId).run());
    return reader.run.plan().stream()
        .filter(phase -> phase.fromLevel() == phase.toLevel() && phase.toLevel() > 0)
        .flatMap(phase -> reader.level(phase, once).stream())
        .toList();
  }

  private Optional<ProfileLevel> level(Phase phase, double once) {
    Instant from = run.startedAt().plusMillis(phase.startMillis());
    Instant to = from.plusMillis(phase.durationMillis());
    List<Kpi> seconds =
        reports.kpis(all(Optional.of(SECOND), from, to)).rows().stream()
            .filter(row -> !row.start().isBefore(from) && !end(row).isAfter(to))
            .filter(row -> row.response().isPresent() && row.service().isPresent())
            .toList();
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    SteadyState rate = steady(seconds, row -> row.count() - row.errors());
    SteadyState time = steady(seconds, row -> row.response().orElseThrow().mean());
    int cut = Math.max(rate.cut(), time.cut());
    return Optional.of(
        measured(
            phase.toLevel(),
            once,
            seconds.subList(cut, seconds.size()),
            Duration.between(from, seconds.get(cut).start()).toMillis(),
            rate.settled() && time.settled()));
  }

  private static SteadyState steady(List<Kpi> rows, ToDoubleFunction<Kpi> value) {
    return SteadyState.of(rows.stream().mapToDouble(value).toArray());
  }

  private ProfileLevel measured(
      double offered, double once, List<Kpi> rows, long cutMillis, boolean settled) {
    Instant from = rows.get(0).start();
    Instant to = end(rows.get(rows.size() - 1));
    double seconds = (double) Duration.between(from, to).toMillis() / 1_000;
    double count = rows.stream().mapToLong(Kpi::count).sum();
    double errors = rows.stream().mapToLong(Kpi::errors).sum();
    double busy =
        rows.stream().mapToDouble(r -> r.count() * r.service().orElseThrow().mean()).sum() / 1_000;
    Kpi whole = reports.kpis(all(Optional.empty(), from, to)).rows().get(0);
    List<ResourceRow> resources = resources(from, to);
    return new ProfileLevel(
        offered / once,
        run.id(),
        offered,
        (count - errors) / seconds,
        busy / seconds,
        inFlight(resources),
        whole.response().orElseThrow().mean(),
        whole.response().orElseThrow().p95(),
        errors / count,
        cutMillis,
        Math.round(seconds * 1_000),
        settled,
        indicators(from, to, resources),
        shares(resources));
  }

  private KpiQuery all(Optional<Duration> width, Instant from, Instant to) {
    return new KpiQuery(
        run.id(),
        Optional.of(OperationTotals.ALL),
        new Range(width, Optional.of(from), Optional.of(to)));
  }

  private static Instant end(Kpi row) {
    return row.start().plusMillis(row.widthMillis());
  }

  private List<ResourceRow> resources(Instant from, Instant to) {
    ResourcePage page =
        reports.resources(
            new ResourceQuery(
                run.id(),
                Optional.empty(),
                Optional.empty(),
                new Range(Optional.empty(), Optional.of(from), Optional.of(to))));
    return page.rows();
  }

  /** Of all agents together. */
  private static Optional<Double> inFlight(Collection<ResourceRow> rows) {
    List<Double> each =
        rows.stream()
            .filter(row -> row.metric().equals(IN_FLIGHT))
            .map(ResourceRow::average)
            .toList();
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of(each.stream().mapToDouble(Double::doubleValue).sum());
  }

  private static Map<String, Double> shares(Collection<ResourceRow> rows) {
    Map<String, Double> shares = new HashMap<>();
    for (ResourceRow row : rows) {
      if (ResourceLoads.isShare(row.metric()) && Double.isFinite(row.average())) {
        shares.put(row.source() + " " + row.metric(), row.average());
      }
    }
    return shares;
  }

  private Map<String, Double> indicators(Instant from, Instant to, List<ResourceRow> resources) {
    List<Kpi> rows = new ArrayList<>(reports.kpis(all(Optional.empty(), from, to)).rows());
    Range range = new Range(Optional.empty(), Optional.of(from), Optional.of(to));
    rows.addAll(reports.kpis(new KpiQuery(run.id(), Optional.empty(), range)).rows());
    Map<String, Double> values = new HashMap<>();
    for (ProfileLimit limit : limits) {
      rows.stream()
          .filter(row -> row.operation().equals(limit.operation()))
          .findFirst()
          .flatMap(row -> Indicators.of(row, limit.indicator()))
          .ifPresent(value -> values.put(limit.key(), value));
      worst(limit, resources).ifPresent(value -> values.put(limit.key(), value));
    }
    return values;
  }

  /** Of all sources that a limit on samples is on. */
  private static Optional<Double> worst(ProfileLimit limit, List<ResourceRow> resources) {
    if (!limit.onResource()) {
      return Optional.empty();
    }
    List<Double> readings =
        resources.stream()
            .filter(row -> limit.isOn(row.source(), row.metric()))
            .map(limit::reading)
            .filter(Double::isFinite)
            .toList();
    return limit.above()
        ? readings.stream().max(Double::compare)
        : readings.stream().min(Double::compare);
  }
}
