package io.plimsoll.report.query;

import io.plimsoll.report.view.ResourceName;
import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.metric.AgentMetrics;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.schemas.metric.QueryMetrics;
import io.plimsoll.schemas.metric.RedisMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * Joins windows of KPIs with those of resources on event time. Done when asked, so that a sample
 * that comes late corrects the rows beside it. Immutable.
 */
final class ResourceJoin {
  private static final String USERS = AgentMetrics.USERS_ACTIVE;
  private static final String IN_FLIGHT = AgentMetrics.REQUESTS_IN_FLIGHT;
  private static final String CPU = HostMetrics.CPU_RATIO;
  private static final String MEMORY = HostMetrics.MEMORY_RATIO;
  private static final String QUEUE = RedisMetrics.QUEUE_DEPTH;
  private static final String TASKS = QueryMetrics.ACTIVE_TASKS;
  private static final String EFFICIENCY = QueryMetrics.WORKER_EFFICIENCY_RATIO;
  private static final Set<String> WANTED =
      Set.of(USERS, IN_FLIGHT, CPU, MEMORY, QUEUE, TASKS, EFFICIENCY);

  private final Map<Long, List<ResourceRow>> rows;

  private ResourceJoin(Map<Long, List<ResourceRow>> rows) {
    this.rows = Map.copyOf(rows);
  }

  /** For rows of these slots. */
  static ResourceJoin of(RunView run, Slots slots) {
    Map<Long, List<ResourceRow>> rows = new HashMap<>();
    for (ResourceName name : names(run.resourceNames())) {
      slots
          .fill(width -> run.resources(name, width, slots.fromMicros(), slots.toMicros()))
          .forEach(
              (start, cells) ->
                  rows.computeIfAbsent(start, any -> new ArrayList<>())
                      .add(ResourceFinder.row(name, start, slots.rowMicros(), cells)));
    }
    return new ResourceJoin(rows);
  }

  /** Over the whole run. */
  static Optional<KpiResources> ofRun(RunView run) {
    return run.resourceSpan()
        .flatMap(
            span -> {
              Slots slots = Slots.of(Range.RUN, span, run::resourceHorizonMicros);
              return of(run, slots).at(slots.fromMicros());
            });
  }

  private static List<ResourceName> names(Collection<ResourceName> all) {
    boolean targets = all.stream().anyMatch(each -> each.source().startsWith("host@"));
    Predicate<String> machine = targets ? s -> s.startsWith("host@") : s -> s.equals("host");
    return all.stream()
        .filter(each -> WANTED.contains(each.metric()))
        .filter(each -> !isOfMachine(each.metric()) || machine.test(each.source()))
        .toList();
  }

  private static boolean isOfMachine(String metric) {
    return metric.equals(CPU) || metric.equals(MEMORY);
  }

  /** What was sampled in the row that starts then. */
  Optional<KpiResources> at(long startMicros) {
    List<ResourceRow> found = rows.getOrDefault(startMicros, List.of());
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KpiResources(
                sum(found, USERS, ResourceRow::average),
                sum(found, USERS, ResourceRow::maximum),
                sum(found, IN_FLIGHT, ResourceRow::maximum),
                mean(found, CPU),
                most(found, CPU),
                mean(found, MEMORY),
                most(found, MEMORY),
                sum(found, QUEUE, ResourceRow::average),
                sum(found, QUEUE, ResourceRow::maximum),
                sum(found, TASKS, ResourceRow::maximum),
                mean(found, EFFICIENCY)));
  }

  private static Optional<Double> sum(
      List<ResourceRow> rows, String metric, Function<ResourceRow, Double> value) {
    double[] values = values(rows, metric, value).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(DoubleStream.of(values).sum());
  }

  private static Optional<Double> mean(List<ResourceRow> rows, String metric) {
    return values(rows, metric, ResourceRow::average).average().stream().boxed().findFirst();
  }

  private static Optional<Double> most(List<ResourceRow> rows, String metric) {
    return values(rows, metric, ResourceRow::maximum).max().stream().boxed().findFirst();
  }

  private static DoubleStream values(
      List<ResourceRow> rows, String metric, Function<ResourceRow, Double> value) {
    return rows.stream().filter(each -> each.metric().equals(metric)).mapToDouble(value::apply);
  }
}
