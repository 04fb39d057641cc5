package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.schemas.FindingChart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last minute of a run, from which courses of anomalies are drawn. For one thread. */
final class RecentRows {
  /** Seconds that are kept. */
  static final int SECONDS = 60;

  private static final double MICROS_PER_MILLI = 1000;

  private final Deque<SecondRow> rows = new ArrayDeque<>();

  void add(SecondRow row) {
    rows.addLast(row);
    while (rows.size() > 1
        && row.startMicros() - rows.getFirst().startMicros() >= SECONDS * RunDetectors.SECOND) {
      rows.removeFirst();
    }
  }

  /** The course of what was worst of an operation. */
  FindingChart chart(Kind kind, String operation, Worst worst) {
    boolean time = kind == Kind.LATENCY || kind == Kind.SPREAD;
    double unit = time ? MICROS_PER_MILLI : 1;
    long first = rows.getFirst().startMicros();
    List<Float> values = new ArrayList<>(SECONDS);
    for (SecondRow row : rows) {
      long at = (row.startMicros() - first) / RunDetectors.SECOND;
      while (values.size() < at) { // seconds nobody has taken in
        values.add(Float.NaN);
      }
      values.add((float) (value(kind, worst, traffic(row, operation)) / unit));
    }
    return new FindingChart(
        first,
        RunDetectors.SECOND,
        unit(kind),
        values,
        kind == Kind.SPREAD ? null : (Double) (worst.expected() / unit)); // a spread is no level
  }

  private static String unit(Kind kind) {
    return switch (kind) {
      case LATENCY, SPREAD -> "ms";
      case ERRORS -> "ratio";
      case STALL, THROUGHPUT -> "1/s";
    };
  }

  private static double value(Kind kind, Worst worst, Traffic seen) {
    return switch (kind) {
      case LATENCY, SPREAD ->
          seen.p50() <= 0 ? Double.NaN : worst.measure().equals("p95") ? seen.p95() : seen.p50();
      case ERRORS -> seen.count() == 0 ? Double.NaN : (double) seen.errors() / seen.count();
      case STALL, THROUGHPUT -> seen.count();
    };
  }

  private static Traffic traffic(SecondRow row, String operation) {
    for (Traffic each : row.traffic()) {
      if (each.operation().equals(operation)) {
        return each;
      }
    }
    return new Traffic(operation, 0, 0, 0, 0, 0, 0);
  }
}
