package io.plimsoll.analyzer.sla;

import java.util.Locale;

/** In what an indicator is measured, and how it is told. */
enum Unit {
  MICROS,
  RATIO,
  PER_SECOND,
  PRICE,
  TIMES_BUDGET,
  OF_THE_METRIC;

  String text(double value) {
    return switch (this) {
      case MICROS -> String.format(Locale.ROOT, "%.1f ms", value / 1000);
      case RATIO -> String.format(Locale.ROOT, "%.3f %%", value * 100);
      case PER_SECOND -> String.format(Locale.ROOT, "%.2f/s", value);
      case PRICE -> String.format(Locale.ROOT, "%.6g per request", value);
      case TIMES_BUDGET -> String.format(Locale.ROOT, "%.3g × the budget", value);
      case OF_THE_METRIC -> String.format(Locale.ROOT, "%.6g", value);
    };
  }
}
