package io.plimsoll.analyzer.finding;

import java.util.Locale;

/** Figures as a person would say them. */
final class Figures {
  private static final double THOUSAND = 1000;

  private Figures() {}

  /** Two or three digits that count. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  static String millis(double micros) {
    return micros >= THOUSAND * THOUSAND
        ? number(micros / THOUSAND / THOUSAND) + " s"
        : number(micros / THOUSAND) + " ms";
  }

  static String share(double share) {
    return String.format(Locale.ROOT, share >= 0.1 ? "%.0f %%" : "%.1f %%", 100 * share);
  }

  static String perSecond(double rate) {
    return number(rate) + "/s";
  }

  static String span(long micros) {
    double seconds = (double) micros / RunDetectors.SECOND;
    if (seconds >= 2 * 86_400) {
      return number(seconds / 86_400) + " days";
    }
    return seconds >= 7200
        ? number(seconds / 3600) + " h"
        : seconds >= 120 ? number(seconds / 60) + " min" : String.format("%.0f s", seconds);
  }

  /** Of a metric whose name ends in its unit. */
  static String ofMetric(String metric, double value) {
    int labels = metric.indexOf('{');
    String name = labels < 0 ? metric : metric.substring(0, labels);
    if (name.endsWith("_bytes")) {
      return bytes(value);
    }
    if (name.endsWith("_ratio")) {
      return share(value);
    }
    if (name.endsWith("_seconds")) {
      return millis(value * THOUSAND * THOUSAND);
    }
    if (name.endsWith("_millis")) {
      return millis(value * THOUSAND);
    }
    return name.endsWith("_micros") ? millis(value) : number(value);
  }

  private static String bytes(double value) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double scaled = value;
    while (Math.abs(scaled) >= 1024 && unit < units.length - 1) {
      scaled /= 1024;
      unit++;
    }
    return number(scaled) + " " + units[unit];
  }
}
