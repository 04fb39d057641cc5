package io.plimsoll.report.document;

import io.plimsoll.report.scaling.FittedCurve;
import io.plimsoll.report.scaling.LoadPoint;
import io.plimsoll.report.scaling.ProfileLevel;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.text.Numbers;
import io.plimsoll.report.text.ScalingText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        capacity(scaling),
        scaling.notes().stream().map(note -> "- " + note).collect(Collectors.joining("\n")) + "\n");
  }

  /** A section of the report of a run that is one of its levels. */
  static String section(Scaling scaling) {
    return "## Scaling Profile\n\n`"
        + scaling.profile().id()
        + "`. "
        + scaling.contention().map(each -> each.sentence() + ".").orElse("")
        + "\n\n"
        + points(scaling);
  }

  private static String levels(Scaling scaling) {
    StringBuilder out = new StringBuilder("| factor | ").append(scaling.profile().loadUnit());
    out.append(
        " | req/s | in flight | mean ms | p95 ms | errors |\n|---:|---:|---:|---:|---:|---:|---:|\n");
    for (ProfileLevel level : scaling.profile().levels()) {
      out.append(
          row(
              Numbers.decimal(level.factor()),
              Numbers.decimal(level.offered()),
              Numbers.decimal(level.throughputPerSecond()),
              Numbers.decimal(level.concurrency()),
              Numbers.decimal(level.meanResponse()),
              Numbers.decimal(level.p95Response()),
              Numbers.percent(level.errorRate())));
    }
    return out.toString();
  }

  private static String points(Scaling scaling) {
    StringBuilder out = new StringBuilder("| load | ").append(scaling.profile().loadUnit());
    out.append(" [95 %] | basis |\n|---|---:|---|\n");
    Stream.of(scaling.points(), scaling.limits(), scaling.resources())
        .flatMap(List::stream)
        .forEach(point -> out.append(point(point)));
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

  private static String capacity(Scaling scaling) {
    StringBuilder out = new StringBuilder("| times today's load | ");
    out.append(scaling.profile().loadUnit()).append(" | req/s by one system | systems needed |\n");
    out.append("|---:|---:|---:|---:|\n");
    for (Scaling.CapacityRow each : scaling.capacity()) {
      out.append(
          row(
              Numbers.decimal(each.times()),
              Numbers.decimal(each.load()),
              Numbers.decimal(each.throughputPerSecond()),
              each.systems().map(String::valueOf).orElse("unknown")));
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
