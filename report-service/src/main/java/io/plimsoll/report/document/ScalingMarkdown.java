package io.plimsoll.report.document;

import io.plimsoll.report.scaling.FittedCurve;
import io.plimsoll.report.scaling.LoadPoint;
import io.plimsoll.report.scaling.ProfileChange;
import io.plimsoll.report.scaling.ProfileComparison;
import io.plimsoll.report.scaling.ProfileLevel;
import io.plimsoll.report.scaling.ResourceUse;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.text.Numbers;
import io.plimsoll.report.text.ScalingText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scaling profile as Markdown. */
public final class ScalingMarkdown {
  private ScalingMarkdown() {}

  /** The file's text. */
  public static String write(Scaling scaling) {
    return String.join(
        "\n",
        "# Scaling profile of " + scaling.profile().scenario() + "\n",
        scaling.contention().map(each -> each.sentence() + ".\n").orElse(""),
        levels(scaling),
        points(scaling),
        curves("Throughput", scaling.throughput()),
        curves("Response time", scaling.response()),
        uses(scaling),
        capacity(scaling),
        scaling.baseline().map(ScalingMarkdown::baseline).orElse(""),
        scaling.notes().stream().map(note -> "- " + note).collect(Collectors.joining("\n")) + "\n");
  }

  /** A section of the report of a run that is one of its levels. */
  static String section(Scaling scaling) {
    return "## Scaling Profile\n\n`"
        + scaling.profile().id()
        + "`. "
        + scaling.contention().map(each -> each.sentence() + ".").orElse("")
        + "\n\n"
        + points(scaling)
        + scaling.baseline().map(each -> "\n" + baseline(each)).orElse("");
  }

  private static String levels(Scaling scaling) {
    StringBuilder out = new StringBuilder("| factor | ").append(scaling.profile().loadUnit());
    out.append(" | req/s | in flight | mean ms | p95 ms | errors | efficiency [95 %] |\n");
    out.append("|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (int i = 0; i < scaling.profile().levels().size(); i++) {
      ProfileLevel level = scaling.profile().levels().get(i);
      out.append(
          row(
              Numbers.decimal(level.factor()),
              Numbers.decimal(level.offered()),
              Numbers.decimal(level.throughputPerSecond()),
              Numbers.decimal(level.concurrency()),
              Numbers.decimal(level.meanResponse()),
              Numbers.decimal(level.p95Response()),
              Numbers.percent(level.errorRate()),
              ScalingText.efficiency(scaling.efficiency().get(i))));
    }
    return out.toString();
  }

  private static String points(Scaling scaling) {
    StringBuilder out = new StringBuilder("| load | ").append(scaling.profile().loadUnit());
    out.append(" [95 %] | basis |\n|---|---:|---|\n");
    scaling.allPoints().forEach(point -> out.append(point(point)));
    return out.toString();
  }

  private static String point(LoadPoint point) {
    return row(
        escape(point.name()) + (point.measured() ? "" : " (beyond the levels)"),
        ScalingText.estimate(point.load()),
        escape(point.basis()));
  }

  private static String curves(String title, List<FittedCurve> curves) {
    StringBuilder out =
        new StringBuilder("| ").append(title).append(" by | | why |\n|---|---|---|\n");
    curves.forEach(
        curve -> out.append(row(curve.name(), escape(curve.formula()), escape(curve.why()))));
    return out.toString();
  }

  private static String uses(Scaling scaling) {
    StringBuilder out = new StringBuilder("| use of | by | | R² |\n|---|---|---|---:|\n");
    for (ResourceUse use : scaling.uses()) {
      use.curves().stream()
          .filter(FittedCurve::chosen)
          .forEach(
              curve ->
                  out.append(
                      row(
                          escape(use.resource()),
                          curve.name(),
                          escape(ScalingText.curve(curve)),
                          curve.rSquared().map(Numbers::decimal).orElse(""))));
    }
    return scaling.uses().isEmpty() ? "" : out.toString();
  }

  private static String baseline(ProfileComparison comparison) {
    StringBuilder out = new StringBuilder(escape(comparison.sentence()));
    out.append(".\n\n| figure | baseline [95 %] | now [95 %] | change | verdict |\n");
    out.append("|---|---:|---:|---:|---|\n");
    for (ProfileChange change : comparison.changes()) {
      out.append(
          row(
              escape(change.name()),
              change.baseline().map(ScalingText::estimate).orElse(""),
              change.candidate().map(ScalingText::estimate).orElse(""),
              change.change().map(ScalingText::share).orElse(""),
              change.judgement().name().toLowerCase(Locale.ROOT)));
    }
    return out.toString();
  }

  private static String capacity(Scaling scaling) {
    StringBuilder out = new StringBuilder("| times today's load | ");
    out.append(scaling.profile().loadUnit())
        .append(" | req/s by one system [95 %] | systems needed | |\n");
    out.append("|---:|---:|---:|---:|---|\n");
    for (Scaling.CapacityRow each : scaling.capacity()) {
      out.append(
          row(
              Numbers.decimal(each.times()),
              Numbers.decimal(each.load()),
              ScalingText.estimate(each.throughputPerSecond()),
              each.systems().map(ScalingText::systems).orElse("unknown"),
              escape(each.sentence())));
    }
    return out.toString();
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String escape(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ");
  }
}
