package io.plimsoll.report.document;

import io.plimsoll.report.query.Limit;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Phase;
import io.plimsoll.report.query.SlaOutcome;
import io.plimsoll.report.text.Numbers;
import java.time.Duration;
import java.util.Optional;

/** How a report puts things, the same in every form of it. */
public final class Phrases {
  private static final String DASH = "–";

  private Phrases() {}

  public static String orDash(Optional<String> text) {
    return text.orElse(DASH);
  }

  /** The verdict in a few words. */
  public static String verdict(RunReport report) {
    return switch (report.verdict().outcome()) {
      case PASSED -> "Passed";
      case FAILED -> "Failed";
      case WITHHELD -> "Withheld: the data is incomplete";
      case PENDING -> "Pending: the run goes on";
    };
  }

  /** Name of an operation for people. */
  public static String operation(String name) {
    return name.equals(OperationTotals.ALL) ? "All operations" : name;
  }

  /** The user's own word for it (label test-type), else what the plan is. */
  public static String testType(RunReport report) {
    boolean open = report.run().plan().stream().anyMatch(phase -> phase.model().equals("open"));
    String workload =
        report.run().plan().isEmpty() ? "" : open ? " (open workload)" : " (closed workload)";
    return report.run().labels().getOrDefault("test-type", "Load") + workload;
  }

  /** Most users at a time, as measured, else as planned. */
  public static String peakUsers(RunReport report) {
    Optional<Double> planned =
        report.run().plan().stream()
            .filter(phase -> phase.model().equals("closed"))
            .map(Phrases::peakLevel)
            .max(Double::compare);
    return report
        .peakUsers()
        .map(users -> Numbers.count(Math.round(users)))
        .or(() -> planned.map(users -> Numbers.count(Math.round(users)) + " (planned)"))
        .orElse("not measured");
  }

  private static double peakLevel(Phase phase) {
    return Math.max(phase.fromLevel(), phase.toLevel());
  }

  public static String requests(RunReport report) {
    return orDash(
        report.operations().stream().findFirst().map(each -> Numbers.count(each.count())));
  }

  /** The busiest window and how wide it was. */
  public static String peakThroughput(RunReport report) {
    return orDash(
        report
            .peak()
            .map(
                peak ->
                    "%s req/s over %s"
                        .formatted(
                            Numbers.decimal(peak.throughputPerSecond()),
                            Numbers.duration(Duration.ofMillis(peak.widthMillis())))));
  }

  /** How wide the busiest window was. */
  public static String peakWidth(RunReport report) {
    return orDash(
        report
            .peak()
            .map(peak -> "over " + Numbers.duration(Duration.ofMillis(peak.widthMillis()))));
  }

  /** A limit with its unit: {@code < 2.00 s}. */
  public static String limit(Limit limit) {
    String value = value(limit.limit(), limit.unit());
    return limit.comparison() + " " + value.replaceFirst("\\.0+(?=\\D|$)", "");
  }

  /** What was measured, with its unit. */
  public static String measured(SlaOutcome outcome) {
    return outcome
        .value()
        .map(value -> value(value, outcome.rule().unit()))
        .orElse("not evaluated");
  }

  /** A reading of a metric whose name ends in its unit. */
  public static String reading(String metric, double value) {
    int labels = metric.indexOf('{');
    String name = labels < 0 ? metric : metric.substring(0, labels);
    if (name.endsWith("_bytes")) {
      return Numbers.bytes(value);
    }
    return name.endsWith("_ratio") ? Numbers.percent(value) : Numbers.decimal(value);
  }

  /** The same; a dash when it is not known. */
  public static String reading(String metric, Optional<Double> value) {
    return orDash(value.map(each -> reading(metric, each)));
  }

  private static String value(double value, String unit) {
    return switch (unit) {
      case "ms" -> Numbers.millis(value);
      case "ratio" -> Numbers.percent(value);
      case "1/s" -> Numbers.decimal(value) + " req/s";
      default -> Numbers.decimal(value);
    };
  }
}
