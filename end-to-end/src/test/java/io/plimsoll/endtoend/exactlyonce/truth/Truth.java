package io.plimsoll.endtoend.exactlyonce.truth;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was recorded, added up without any of the analyzer. For one thread. */
public final class Truth {
  private static final List<Long> WIDTHS_MILLIS = List.of(1_000L, 10_000L, 60_000L);
  private static final String ALL = "*";

  private final Map<WindowId, Tally> windows = new TreeMap<>();
  private final Map<String, Map<String, Tally>> runs = new TreeMap<>();

  void add(Outcome outcome) {
    for (String operation : List.of(outcome.operation(), ALL)) {
      for (long width : WIDTHS_MILLIS) {
        WindowId id = WindowId.of(outcome.runId(), operation, width, outcome.endMicros());
        windows.computeIfAbsent(id, absent -> new Tally()).add(outcome);
      }
      runs.computeIfAbsent(outcome.runId(), absent -> new TreeMap<>())
          .computeIfAbsent(operation, absent -> new Tally())
          .add(outcome);
    }
  }

  /** Outcomes of all runs. */
  public long outcomes() {
    return runs.values().stream().mapToLong(run -> run.get(ALL).count()).sum();
  }

  /** Ids of the runs. */
  public List<String> runIds() {
    return List.copyOf(runs.keySet());
  }

  Map<WindowId, Kpis> windows() {
    Map<WindowId, Kpis> all = new TreeMap<>();
    windows.forEach((id, tally) -> all.put(id, tally.withSketches()));
    return all;
  }

  /** By operation, {@code *} for all together. */
  Map<String, Kpis> totals(String runId) {
    Map<String, Kpis> all = new TreeMap<>();
    runs.get(runId).forEach((operation, tally) -> all.put(operation, tally.withoutSketches()));
    return all;
  }
}
