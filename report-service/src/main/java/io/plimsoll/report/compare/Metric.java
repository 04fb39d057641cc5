package io.plimsoll.report.compare;

import io.plimsoll.schemas.metric.ContainerMetrics;
import io.plimsoll.schemas.metric.GpuMetrics;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.schemas.metric.ProcessMetrics;
import io.plimsoll.schemas.metric.RedisMetrics;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A figure of a run that is compared.
 *
 * @param name as in limits, for example {@code response.p95}, or as the samples call it
 * @param unit {@code ms}, {@code 1/s}, {@code ratio}, {@code bytes}, {@code cores}, {@code count}
 *     or {@code price}
 * @param threshold how much change is too much, above 0: a share of the baseline, or a difference
 * @param absolute whether the change is a difference
 * @param higherIsBetter as of throughput
 * @param least differences below this, in the unit, matter to nobody
 * @param kind what it is about
 */
public record Metric(
    String name,
    String unit,
    double threshold,
    boolean absolute,
    boolean higherIsBetter,
    double least,
    Kind kind) {
  /** What a metric is about. */
  enum Kind {
    LATENCY,
    TRAFFIC,
    /** Of a machine that others use as well: a single run says little of it. */
    RESOURCE
  }

  /** Requests per second. */
  static final String THROUGHPUT = "throughput";

  /** Errors ÷ requests. */
  static final String ERROR_RATE = "error_rate";

  /** Bytes received ÷ requests. */
  static final String BYTES_RECEIVED = "bytes_received_per_request";

  /** Bytes sent ÷ requests. */
  static final String BYTES_SENT = "bytes_sent_per_request";

  /** What a request costs, where a limit of the scenario names a price. */
  static final String COST = "cost_per_request";

  /** Mean response time. */
  static final String MEAN = "response.mean";

  private static final double MEBIBYTE = 1 << 20;

  /** Response-time quantiles, with the share that is too much. */
  private static final List<Metric> QUANTILES =
      List.of(
          latency("p50", 0.10),
          latency("p75", 0.10),
          latency("p90", 0.15),
          latency("p95", 0.20),
          latency("p99", 0.25),
          latency("p999", 0.40));

  private static final List<Metric> OTHERS =
      List.of(
          latency("mean", 0.10),
          new Metric(THROUGHPUT, "1/s", 0.10, false, true, 0, Kind.TRAFFIC),
          new Metric(ERROR_RATE, "ratio", 0.001, true, false, 0, Kind.TRAFFIC),
          new Metric(BYTES_RECEIVED, "bytes", 0.20, false, false, 0, Kind.TRAFFIC),
          new Metric(BYTES_SENT, "bytes", 0.20, false, false, 0, Kind.TRAFFIC),
          new Metric(COST, "price", 0.15, false, false, 0, Kind.TRAFFIC));

  private static final List<Metric> RESOURCES =
      List.of(
          resource(HostMetrics.CPU_RATIO, "ratio", 0.02),
          resource(ProcessMetrics.CPU_CORES, "cores", 0.02),
          resource(HostMetrics.MEMORY_USED_BYTES, "bytes", 16 * MEBIBYTE),
          resource(ProcessMetrics.MEMORY_RSS_BYTES, "bytes", 16 * MEBIBYTE),
          resource(ProcessMetrics.OPEN_DESCRIPTORS, "count", 10),
          resource(GpuMetrics.GPU_RATIO, "ratio", 0.02),
          resource(GpuMetrics.GPU_MEMORY_RATIO, "ratio", 0.02));

  private static final Map<String, List<String>> COMPARED_OF =
      Map.of(
          "host",
          List.of(HostMetrics.CPU_RATIO, HostMetrics.MEMORY_USED_BYTES),
          "process",
          List.of(
              ProcessMetrics.CPU_CORES,
              ProcessMetrics.MEMORY_RSS_BYTES,
              ProcessMetrics.OPEN_DESCRIPTORS),
          "container",
          List.of(ContainerMetrics.CPU_CORES, ContainerMetrics.MEMORY_USED_BYTES),
          "redis",
          List.of(RedisMetrics.MEMORY_USED_BYTES),
          "gpu",
          List.of(GpuMetrics.GPU_RATIO, GpuMetrics.GPU_MEMORY_RATIO));

  private static Metric latency(String quantile, double threshold) {
    return new Metric("response." + quantile, "ms", threshold, false, false, 0, Kind.LATENCY);
  }

  private static Metric resource(String name, String unit, double least) {
    return new Metric(name, unit, 0.20, false, false, least, Kind.RESOURCE);
  }

  /** Names of what is compared of sources of samples, by their kind. */
  static Map<String, List<String>> ofSources() {
    return COMPARED_OF;
  }

  /** Quantiles of the response time. */
  static List<Metric> quantiles() {
    return QUANTILES;
  }

  /** Whether this metric of this source of samples is compared. */
  static boolean comparedOf(String source, String metric) {
    return COMPARED_OF.getOrDefault(SourceMetrics.kind(source), List.of()).contains(metric);
  }

  /** The quantile of a name such as {@code response.p99}. */
  double quantile() {
    return Double.parseDouble("0." + name.substring(name.indexOf('p', 8) + 1));
  }

  /**
   * A metric by name.
   *
   * @throws IllegalArgumentException when it is none that is compared
   */
  static Metric named(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is not compared"));
  }

  /** The same; empty when it is none. */
  static Optional<Metric> find(String name) {
    return Stream.of(QUANTILES, OTHERS, RESOURCES)
        .flatMap(List::stream)
        .filter(metric -> metric.name.equals(name))
        .findFirst();
  }
}
