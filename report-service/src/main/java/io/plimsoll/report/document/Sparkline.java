package io.plimsoll.report.document;

import io.plimsoll.report.query.FindingCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A course as small as a word (Tufte), in a box of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param lines points of each stretch that was measured, as SVG has them
 * @param expected height of the usual value, where there is one
 */
public record Sparkline(List<String> lines, Optional<String> expected) {
  /** Of the box. */
  public static final int WIDTH = 120;

  /** Of the box. */
  public static final int HEIGHT = 28;

  private static final double EDGE = 2;

  public Sparkline {
    lines = List.copyOf(lines);
  }

  /** Of a course; without lines when nothing of it was measured. */
  public static Sparkline of(FindingCourse course) {
    double most = course.expected().orElse(0.0);
    double least = Math.min(0, most);
    for (Optional<Double> each : course.values()) {
      most = Math.max(most, each.orElse(most));
      least = Math.min(least, each.orElse(least));
    }
    double unit = most > least ? (HEIGHT - 2 * EDGE) / (most - least) : 0;
    double step = WIDTH / Math.max(1.0, course.values().size() - 1.0);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < course.values().size(); i++) {
      Optional<Double> value = course.values().get(i);
      if (value.isPresent()) {
        line.append(number(i * step)).append(',').append(y(value.get(), least, unit)).append(' ');
      } else if (!line.isEmpty()) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString().strip());
    }
    double bottom = least;
    return new Sparkline(lines, course.expected().map(value -> y(value, bottom, unit)));
  }

  private static String y(double value, double least, double unit) {
    return number(HEIGHT - EDGE - (value - least) * unit);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
