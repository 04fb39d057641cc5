package io.plimsoll.analyzer.finding;

import io.plimsoll.schemas.FindingKind;
import io.plimsoll.stats.cause.Pressure.Evidence;
import java.util.Map;
import java.util.TreeMap;

/** Says what holds a run back, in one sentence and in figures. */
record BottleneckText(String cause, String series, boolean use, Evidence evidence) {
  private static final double CRITICAL = 0.6;

  FindingKind kind() {
    return cause.equals("load-generator") ? FindingKind.GENERATOR : FindingKind.BOTTLENECK;
  }

  String severity() {
    return evidence.score() >= CRITICAL ? "critical" : "warning";
  }

  String source() {
    return series.substring(0, split());
  }

  String metric() {
    return series.substring(split() + 1);
  }

  private int split() {
    int labels = series.indexOf('{') < 0 ? series.length() : series.indexOf('{');
    return series.lastIndexOf('/', labels);
  }

  String title() {
    String what =
        switch (cause) {
          case "cpu" -> "The processor holds it back";
          case "memory" -> "Memory or garbage collection holds it back";
          case "disk" -> "The disk holds it back";
          case "network" -> "The network holds it back";
          case "pool" -> "A connection pool holds it back";
          case "database" -> "The database or cache holds it back";
          case "queue" -> "The queue and its workers hold it back";
          case "lock" -> "A lock holds it back";
          case "downstream" -> "A service it calls holds it back";
          case "rate-limit" -> "A rate limit holds it back";
          case "load-generator" -> "The load generator is at its limit";
          default -> cause + " holds it back";
        };
    if (use && evidence.observed() == evidence.usual()) {
      return "%s: %s of %s was at %s of its limit throughout"
          .formatted(what, metric(), source(), Figures.share(evidence.observed()));
    }
    return use
        ? "%s: %s of %s was at %s of its limit, usual %s"
            .formatted(
                what,
                metric(),
                source(),
                Figures.share(evidence.observed()),
                Figures.share(evidence.usual()))
        : "%s: %s of %s rose to %s, usual %s"
            .formatted(
                what,
                metric(),
                source(),
                Figures.ofMetric(metric(), evidence.observed()),
                Figures.ofMetric(metric(), evidence.usual()));
  }

  Map<String, Double> numbers(int rank, long episodes) {
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("rank", (double) rank);
    numbers.put("score", evidence.score());
    numbers.put(use ? "observedShareOfLimit" : "observed", evidence.observed());
    numbers.put(use ? "usualShareOfLimit" : "usual", evidence.usual());
    numbers.put("saturatedShareOfTime", evidence.saturated());
    numbers.put("deviations", evidence.deviations());
    numbers.put("association", evidence.association());
    numbers.put("episodes", (double) episodes);
    return numbers;
  }
}
