package io.plimsoll.load.scenario;

import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.PhasePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders a plan for {@code plimsoll check}: phases, a small chart, what it can reach. Pure. */
public final class PlanText {
  private static final int COLUMNS = 60;
  private static final int ROWS = 8;

  private PlanText() {}

  /** The plan as lines of plain ASCII, none longer than 80 characters but sentences. */
  public static List<String> lines(Scenario scenario, ScenarioPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("scenario  " + scenario.name());
    lines.add("operations");
    double throughput = plan.perSecondAtMost();
    for (ScenarioPlan.OperationCeiling each : plan.operations()) {
      lines.add("  %s: %s".formatted(each.operation(), ceiling(each.perSecondAtMost())));
    }
    lines.add("all together: " + ceiling(throughput) + requests(plan.requestsAtMost()));
    lines.add("");
    lines.add("phase         from        to          length      level");
    plan.phases().forEach(phase -> lines.add(phase(phase)));
    lines.add("");
    lines.addAll(chart(plan));
    if (!plan.unreachable().isEmpty()) {
      lines.add("");
      plan.unreachable().forEach(sentence -> lines.add("warning: " + sentence));
    }
    return lines;
  }

  private static String ceiling(double perSecond) {
    return Double.isInfinite(perSecond)
        ? "as fast as the target answers"
        : String.format(Locale.ROOT, "at most %.1f/s on average", perSecond);
  }

  private static String requests(double requests) {
    return Double.isInfinite(requests)
        ? ""
        : String.format(Locale.ROOT, ", %.0f requests", requests);
  }

  private static String phase(PhasePlan phase) {
    long end = phase.getStartMicros() + phase.getDurationMicros();
    return String.format(
        Locale.ROOT,
        "%-13s %-11s %-11s %-11s %s",
        phase.getName(),
        time(phase.getStartMicros()),
        time(end),
        time(phase.getDurationMicros()),
        level(phase));
  }

  private static String level(PhasePlan phase) {
    String unit = phase.getModel() == LoadModel.CLOSED ? " users" : "/s";
    return phase.getFromLevel() == phase.getToLevel()
        ? number(phase.getToLevel()) + unit
        : number(phase.getFromLevel()) + " to " + number(phase.getToLevel()) + unit;
  }

  private static List<String> chart(ScenarioPlan plan) {
    double[] levels = new double[COLUMNS];
    double max = 0;
    double total = (double) plan.duration().toNanos() / 1000;
    for (int column = 0; column < COLUMNS; column++) {
      levels[column] = levelAt(plan.phases(), (column + 0.5) / COLUMNS * total);
    }
    for (PhasePlan phase : plan.phases()) {
      max = Math.max(max, Math.max(phase.getFromLevel(), phase.getToLevel()));
    }
    List<String> lines = new ArrayList<>();
    boolean open = plan.phases().get(0).getModel() == LoadModel.OPEN;
    lines.add(open ? "arrivals per second" : "users");
    for (int row = ROWS; row >= 1; row--) {
      StringBuilder line = new StringBuilder();
      line.append(String.format(Locale.ROOT, "%10s |", number(max * row / ROWS)));
      for (double level : levels) {
        line.append(level >= max * (row - 0.5) / ROWS ? '#' : ' ');
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add(" ".repeat(11) + "+" + "-".repeat(COLUMNS));
    String end = time((long) total);
    lines.add(" ".repeat(12) + "0s" + " ".repeat(COLUMNS - 2 - end.length()) + end);
    return lines;
  }

  private static double levelAt(List<PhasePlan> phases, double micros) {
    for (PhasePlan phase : phases) {
      double since = micros - (double) phase.getStartMicros();
      double length = (double) phase.getDurationMicros();
      if (since < length) {
        return phase.getFromLevel() + (phase.getToLevel() - phase.getFromLevel()) * since / length;
      }
    }
    return 0;
  }

  private static String number(double value) {
    return value == Math.rint(value) || value >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String time(long micros) {
    Duration time = Duration.ofNanos(micros * 1000);
    if (time.toMillis() % 1000 != 0 && time.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1fs", (double) time.toMillis() / 1000);
    }
    long seconds = Math.round((double) time.toMillis() / 1000);
    String text =
        (seconds >= 3600 ? seconds / 3600 + "h" : "")
            + (seconds / 60 % 60 > 0 ? seconds / 60 % 60 + "m" : "")
            + (seconds % 60 > 0 ? seconds % 60 + "s" : "");
    return text.isEmpty() ? "0s" : text;
  }
}
