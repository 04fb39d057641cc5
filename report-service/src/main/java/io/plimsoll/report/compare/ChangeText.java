package io.plimsoll.report.compare;

import java.util.Locale;

/** Changes in words. */
public final class ChangeText {
  private ChangeText() {}

  /** For example: browse response.p95 +23.0 % (40.1 to 49.3 ms, +18.2 to +27.9 %, limit 20 %). */
  public static String sentence(MetricChange change) {
    return "%s %s %s (%s to %s %s, 95 %% interval %s, threshold %s)"
        .formatted(
            change.operation().equals("*") ? "all operations" : change.operation(),
            change.metric(),
            amount(change, change.change()),
            number(change.baseline()),
            number(change.candidate()),
            change.unit(),
            interval(change),
            threshold(change));
  }

  /** The 95 % interval; an end that is not known is infinite. */
  public static String interval(MetricChange change) {
    return change.lower().map(value -> amount(change, value)).orElse("-∞")
        + " to "
        + change.upper().map(value -> amount(change, value)).orElse("∞");
  }

  /** A change or an end of its interval: percent, or points of a rate. */
  public static String amount(MetricChange change, double value) {
    return String.format(Locale.ROOT, change.absolute() ? "%+.3f points" : "%+.1f %%", 100 * value);
  }

  /** How much is too much, in the direction that is worse. */
  public static String threshold(MetricChange change) {
    double sign = change.metric().equals(Metric.THROUGHPUT) ? -1 : 1;
    return amount(change, sign * change.threshold());
  }

  /** A value with its unit. */
  public static String figure(MetricChange change, double value) {
    return number(value) + " " + change.unit();
  }

  /** The chance of such a change when nothing changed. */
  public static String chance(MetricChange change) {
    double p = change.pValue();
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** Three digits or so. */
  public static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f";
    return String.format(Locale.ROOT, format, value);
  }
}
