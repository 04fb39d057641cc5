package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Signals.Role;
import io.plimsoll.analyzer.finding.Signals.Signal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the series of one run tell; each name is looked up once. For one thread. */
final class SeriesTable {
  /** Series of a run that are watched; the others are in its windows only. */
  static final int MOST = 500;

  private static final int MOST_KNOWN = 20_000;

  private final Signals signals;
  private final Map<String, List<Signal>> bySeries = new HashMap<>();
  private final Set<String> limits = new HashSet<>();
  private int watched;

  SeriesTable(Signals signals) {
    this.signals = signals;
  }

  /** Whether anything is read out of it; asking makes it known. */
  boolean wants(String series) {
    return !of(series).isEmpty() || limits.contains(series);
  }

  List<Signal> of(String series) {
    List<Signal> known = bySeries.get(series);
    if (known != null) {
      return known;
    }
    List<Signal> found = watched < MOST ? signals.of(series) : List.of();
    watched += found.isEmpty() ? 0 : 1;
    found.forEach(signal -> signal.limitSeries().ifPresent(limits::add));
    if (bySeries.size() < MOST_KNOWN) {
      bySeries.put(series, found);
    }
    return found;
  }

  /** As a level that must not grow. */
  Optional<Signal> level(String series) {
    return of(series).stream()
        .filter(each -> each.role() == Role.LEVEL || each.role() == Role.FLOOR)
        .findFirst();
  }

  /** As a use or a wait, in this order. */
  Optional<Signal> pressure(String series) {
    return of(series).stream()
        .filter(each -> each.role() == Role.USE || each.role() == Role.WAIT)
        .findFirst();
  }
}
