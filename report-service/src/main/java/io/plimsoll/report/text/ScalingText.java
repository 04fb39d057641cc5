package io.plimsoll.report.text;

import io.plimsoll.report.scaling.Estimate;
import io.plimsoll.report.scaling.FittedCurve;
import io.plimsoll.report.scaling.LoadPoint;
import io.plimsoll.report.scaling.ProfileChange;
import io.plimsoll.report.scaling.ProfileComparison;
import io.plimsoll.report.scaling.ProfileLevel;
import io.plimsoll.report.scaling.Scaling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A scaling profile for the terminal. */
public final class ScalingText {
  private ScalingText() {}

  /** Levels, what they say, and what is to be doubted. */
  public static String profile(Scaling scaling) {
    StringBuilder out = new StringBuilder(levels(scaling)).append('\n');
    chosen(out, "Throughput", scaling.throughput());
    chosen(out, "Response time p95", scaling.response());
    scaling.uses().forEach(use -> chosen(out, use.resource(), use.curves()));
    scaling
        .highest()
        .ifPresent(
            highest ->
                out.append("Highest throughput: ").append(estimate(highest)).append(" /s\n"));
    scaling
        .contention()
        .ifPresent(c -> out.append("Contention: ").append(c.sentence()).append(".\n"));
    points(scaling).forEach(line -> out.append(line).append('\n'));
    scaling.baseline().ifPresent(each -> out.append(baseline(each)));
    scaling.notes().forEach(note -> out.append("Note: ").append(note).append('\n'));
    return out.toString();
  }

  private static void chosen(StringBuilder out, String what, List<FittedCurve> curves) {
    curves.stream()
        .filter(FittedCurve::chosen)
        .forEach(curve -> out.append(what).append(": ").append(curve(curve)).append('\n'));
  }

  /** How it differs from the baseline's profile. */
  private static String baseline(ProfileComparison comparison) {
    Table table = new Table(0, List.of("figure", "baseline", "now", "change", "verdict"));
    for (ProfileChange change : comparison.changes()) {
      table.row(
          List.of(
              change.name(),
              change.baseline().map(ScalingText::estimate).orElse("-"),
              change.candidate().map(ScalingText::estimate).orElse("-"),
              change.change().map(ScalingText::share).orElse("-"),
              change.judgement().name().toLowerCase(Locale.ROOT)));
    }
    return comparison.sentence() + ".\n" + table;
  }

  /** A change with its interval: −23 % [−30 to −15]. */
  public static String share(Estimate change) {
    return String.format(
        Locale.ROOT,
        "%+.0f %% [%s to %s]",
        100 * change.value(),
        change.low().map(low -> String.format(Locale.ROOT, "%+.0f", 100 * low)).orElse("open"),
        change.high().map(high -> String.format(Locale.ROOT, "%+.0f", 100 * high)).orElse("open"));
  }

  /** The share of perfect scaling with its interval: 81 % [79 to 84]. */
  public static String efficiency(Estimate share) {
    String value = Numbers.percent(share.value());
    return share.low().isEmpty() || share.high().isEmpty()
        ? value
        : String.format(
            Locale.ROOT,
            "%s [%.0f to %.0f]",
            value,
            100 * share.low().get(),
            100 * share.high().get());
  }

  private static String levels(Scaling scaling) {
    Table table =
        new Table(
            0,
            List.of(
                "factor",
                scaling.profile().loadUnit(),
                "req/s",
                "in flight",
                "sampled",
                "mean ms",
                "p95 ms",
                "errors",
                "efficiency",
                "cut s",
                "steady s"));
    for (int i = 0; i < scaling.profile().levels().size(); i++) {
      ProfileLevel level = scaling.profile().levels().get(i);
      table.row(
          List.of(
              Numbers.decimal(level.factor()),
              Numbers.decimal(level.offered()),
              Numbers.decimal(level.throughputPerSecond()),
              Numbers.decimal(level.concurrency()),
              level.measuredConcurrency().map(Numbers::decimal).orElse("-"),
              Numbers.decimal(level.meanResponse()),
              Numbers.decimal(level.p95Response()),
              Numbers.percent(level.errorRate()),
              efficiency(scaling.efficiency().get(i)),
              Numbers.decimal(level.cutMillis() / 1_000.0),
              Numbers.decimal(level.steadyMillis() / 1_000.0) + (level.settled() ? "" : " !")));
    }
    return table.toString();
  }

  /** Its name, formula, parameters with their intervals, and how much it explains. */
  public static String curve(FittedCurve curve) {
    StringBuilder out = new StringBuilder(curve.name() + ", " + curve.formula());
    curve.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                out.append("; ")
                    .append(each.getKey())
                    .append(" = ")
                    .append(estimate(each.getValue())));
    curve.rSquared().ifPresent(r -> out.append(String.format(Locale.ROOT, "; R² %.4f", r)));
    return out.toString();
  }

  /** What multiples of today's load need. */
  public static String capacity(Scaling scaling) {
    String unit = scaling.profile().loadUnit();
    Table table = new Table(0, List.of("times", unit, "req/s by one [95 %]", "systems needed"));
    for (Scaling.CapacityRow row : scaling.capacity()) {
      table.row(
          List.of(
              Numbers.decimal(row.times()),
              Numbers.decimal(row.load()),
              estimate(row.throughputPerSecond()),
              row.systems().map(ScalingText::systems).orElse("unknown")));
    }
    StringBuilder out = new StringBuilder();
    points(scaling).forEach(line -> out.append(line).append('\n'));
    out.append('\n').append(table);
    scaling.capacity().forEach(row -> out.append(row.sentence()).append(".\n"));
    scaling.baseline().ifPresent(each -> out.append(each.sentence()).append(".\n"));
    scaling.notes().forEach(note -> out.append("Note: ").append(note).append('\n'));
    return out.toString();
  }

  /** Whole systems, with the range that the optimal load's interval leaves: 3 (2 to 4). */
  public static String systems(Estimate needed) {
    return String.format(
        Locale.ROOT,
        "%.0f (%s to %s)",
        needed.value(),
        needed.low().map(low -> String.format(Locale.ROOT, "%.0f", low)).orElse("open"),
        needed.high().map(high -> String.format(Locale.ROOT, "%.0f", high)).orElse("open"));
  }

  private static Stream<String> points(Scaling scaling) {
    return scaling.allPoints().stream().map(point -> point(point, scaling.profile().loadUnit()));
  }

  private static String point(LoadPoint point, String unit) {
    String name = Character.toUpperCase(point.name().charAt(0)) + point.name().substring(1);
    return name
        + ": "
        + estimate(point.load())
        + " "
        + unit
        + (point.measured() ? "" : ", beyond the levels")
        + " ("
        + point.basis()
        + ")";
  }

  /** The value with its interval: 16.2 [15.1 to 17.0]. */
  public static String estimate(Estimate estimate) {
    return significant(estimate.value())
        + " ["
        + end(estimate.low())
        + " to "
        + end(estimate.high())
        + "]";
  }

  private static String end(Optional<Double> value) {
    return value.map(ScalingText::significant).orElse("open");
  }

  private static String significant(double value) {
    return value != 0 && Math.abs(value) < 0.1
        ? String.format(Locale.ROOT, "%.3g", value)
        : Numbers.decimal(value);
  }
}
