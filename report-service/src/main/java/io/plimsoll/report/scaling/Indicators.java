package io.plimsoll.report.scaling;

import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.Latency;
import java.util.Optional;

/** Reads the value of a limit's indicator from a row of KPIs. */
final class Indicators {
  private Indicators() {}

  /** In the unit of the limit; empty for what is not among a row's KPIs. */
  static Optional<Double> of(Kpi row, String indicator) {
    if (indicator.startsWith("response.")) {
      return row.response().flatMap(times -> time(times, indicator.substring(9)));
    }
    if (indicator.startsWith("service.")) {
      return row.service().flatMap(times -> time(times, indicator.substring(8)));
    }
    return switch (indicator) {
      case "error_rate" -> Optional.of(row.errorRate());
      case "throughput" -> Optional.of(row.throughputPerSecond());
      default -> Optional.empty();
    };
  }

  private static Optional<Double> time(Latency times, String name) {
    return switch (name) {
      case "mean" -> Optional.of(times.mean());
      case "p50" -> Optional.of(times.p50());
      case "p75" -> Optional.of(times.p75());
      case "p90" -> Optional.of(times.p90());
      case "p95" -> Optional.of(times.p95());
      case "p99" -> Optional.of(times.p99());
      case "p999" -> Optional.of(times.p999());
      case "p9999" -> Optional.of(times.p9999());
      case "max" -> Optional.of(times.max());
      default -> Optional.empty();
    };
  }
}
