package io.plimsoll.report.compare;

import java.util.List;

/**
 * A figure of a run that is compared.
 *
 * @param name as in limits, for example {@code response.p95}
 * @param unit {@code ms}, {@code 1/s}, {@code ratio}, {@code bytes} or {@code percent}
 * @param threshold how much change is too much, above 0: a share of the baseline, or a difference
 * @param absolute whether the change is a difference
 * @param higherIsBetter as of throughput
 */
public record Metric(
    String name, String unit, double threshold, boolean absolute, boolean higherIsBetter) {
  /** Requests per second. */
  static final String THROUGHPUT = "throughput";

  /** Errors ÷ requests. */
  static final String ERROR_RATE = "error_rate";

  /** Bytes received ÷ requests. */
  static final String BYTES = "bytes_received_per_request";

  /** Mean response time. */
  static final String MEAN = "response.mean";

  /** CPU of the host under test, where it was sampled. */
  static final String CPU = "cpu_percent";

  /** Response-time quantiles, with the share that is too much. */
  private static final List<Metric> QUANTILES =
      List.of(
          latency("p50", 0.10), latency("p90", 0.15), latency("p95", 0.20), latency("p99", 0.25));

  private static final List<Metric> OTHERS =
      List.of(
          latency("mean", 0.10),
          new Metric(THROUGHPUT, "1/s", 0.10, false, true),
          new Metric(ERROR_RATE, "ratio", 0.001, true, false),
          new Metric(BYTES, "bytes", 0.20, false, false));

  private static Metric latency(String quantile, double threshold) {
    return new Metric("response." + quantile, "ms", threshold, false, false);
  }

  /** Quantiles of the response time. */
  static List<Metric> quantiles() {
    return QUANTILES;
  }

  /** The quantile of a name such as {@code response.p99}. */
  double quantile() {
    return Double.parseDouble("0." + name.substring(name.indexOf('p', 8) + 1));
  }

  /** A metric by name; any resource is compared as CPU is. */
  static Metric named(String name) {
    return QUANTILES.stream()
        .filter(metric -> metric.name.equals(name))
        .findFirst()
        .or(() -> OTHERS.stream().filter(metric -> metric.name.equals(name)).findFirst())
        .orElseGet(() -> new Metric(name, "percent", 0.20, false, false));
  }
}
