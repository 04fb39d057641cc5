package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.Map;

/** What a whole run comes to, by operation. */
final class Totals {
  private Totals() {}

  /** Of one operation, with its drops. */
  static Indicator.Measured measured(
      String operation, Map<String, KpiAccumulator> totals, long spanMicros) {
    KpiAccumulator kpis = totals.getOrDefault(operation, new KpiAccumulator());
    long[] row = Counts.of(kpis);
    totals.forEach(
        (name, other) -> {
          boolean drops =
              Counts.droppedOf(name)
                  .filter(of -> operation.equals("*") || of.equals(operation))
                  .isPresent();
          if (drops) {
            long[] dropped = Counts.drops(other);
            for (int i = 0; i < row.length; i++) {
              row[i] += dropped[i];
            }
          }
        });
    return new Indicator.Measured(Counts.over(counter -> row[counter]), kpis, spanMicros);
  }
}
