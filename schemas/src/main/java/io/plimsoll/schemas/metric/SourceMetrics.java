package io.plimsoll.schemas.metric;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every source of samples reports, and which names each kind of source has. */
public final class SourceMetrics {
  public static final String SOURCE_UP = "source_up";
  public static final String SAMPLES_MISSED = "samples_missed";
  public static final String SAMPLING_MILLIS = "sampling_millis";

  /** What every source but the agent reports. */
  public static final Set<String> ALL = Set.of(SOURCE_UP, SAMPLES_MISSED, SAMPLING_MILLIS);

  private static final Map<String, Set<String>> BY_KIND =
      Map.of(
          "agent", AgentMetrics.ALL,
          "host", HostMetrics.ALL,
          "process", ProcessMetrics.ALL,
          "container", ContainerMetrics.ALL,
          "gpu", GpuMetrics.ALL,
          "redis", RedisMetrics.ALL,
          "files", FilesMetrics.ALL);

  private SourceMetrics() {}

  /**
   * The metrics of a kind of source beside {@link #ALL}, without their labels.
   *
   * @param kind as source ids begin
   * @return empty for a kind that gives what somebody else names
   */
  public static Optional<Set<String>> of(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  /** The kind that a source id, or a pattern of them, begins with. */
  public static String kind(String source) {
    return source.split("[:@*?]", 2)[0];
  }

  /** A metric without its labels. */
  public static String withoutLabels(String metric) {
    int labels = metric.indexOf('{');
    return labels < 0 ? metric : metric.substring(0, labels);
  }
}
