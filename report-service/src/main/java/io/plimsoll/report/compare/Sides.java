package io.plimsoll.report.compare;

import io.plimsoll.stats.compare.Change;
import io.plimsoll.stats.compare.Estimate;
import io.plimsoll.stats.compare.PairedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The figures of the runs on either side of a comparison.
 *
 * @param baseline by run, not empty
 * @param candidate by run, not empty
 * @param turns whether run i of either side belong to one turn
 */
record Sides(
    List<Map<FigureName, Estimate>> baseline,
    List<Map<FigureName, Estimate>> candidate,
    boolean turns) {
  private static final String ALL = "*";

  Sides {
    baseline = List.copyOf(baseline);
    candidate = List.copyOf(candidate);
  }

  /**
   * What can be compared. Where there is a single operation, all of them together are the same
   * figures once more: to look twice would cost evidence for nothing.
   */
  List<FigureName> names() {
    TreeSet<FigureName> names = new TreeSet<>(baseline.get(0).keySet());
    baseline.forEach(run -> names.retainAll(run.keySet()));
    candidate.forEach(run -> names.retainAll(run.keySet()));
    List<String> operations =
        names.stream()
            .filter(name -> Metric.named(name.metric()).kind() != Metric.Kind.RESOURCE)
            .map(FigureName::operation)
            .distinct()
            .toList();
    if (operations.size() == 2 && operations.contains(ALL)) {
      names.removeIf(name -> name.operation().equals(ALL));
    }
    return List.copyOf(names);
  }

  /** Empty where a share of the baseline makes no sense. */
  Optional<Change> change(FigureName name) {
    List<Estimate> before = of(baseline, name);
    List<Estimate> now = of(candidate, name);
    if (Metric.named(name.metric()).absolute()) {
      return Optional.of(
          turns
              ? PairedChange.absolute(before, now)
              : Change.absolute(Estimate.pooled(before), Estimate.pooled(now)));
    }
    List<Estimate> all = new ArrayList<>(before);
    all.addAll(now);
    if (all.stream().anyMatch(each -> each.value() <= 0)) {
      return Optional.empty();
    }
    return Optional.of(
        turns
            ? PairedChange.relative(before, now)
            : Change.relative(Estimate.pooled(before), Estimate.pooled(now)));
  }

  /** Whether what differs between runs is known. */
  boolean repeated() {
    return baseline.size() + candidate.size() > 2;
  }

  private static List<Estimate> of(List<Map<FigureName, Estimate>> runs, FigureName name) {
    return runs.stream().map(run -> run.get(name)).toList();
  }
}
