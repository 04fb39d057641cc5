package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.LimitText.Form;
import io.plimsoll.schemas.metric.AgentMetrics;
import io.plimsoll.schemas.metric.GpuMetrics;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads limits on the samples of one source, by metric. */
final class ResourceLimits {
  static final List<String> STATISTICS = List.of("avg", "peak", "min", "last", "growth");
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "cpu", HostMetrics.CPU_RATIO,
          "memory", HostMetrics.MEMORY_RATIO,
          "disk", HostMetrics.DISK_BUSY_RATIO,
          "filesystem", HostMetrics.FILESYSTEM_RATIO,
          "swap", HostMetrics.SWAP_RATIO,
          "descriptors", HostMetrics.OPEN_DESCRIPTORS);

  /** The same where a kind of source calls them otherwise. */
  private static final Map<String, Map<String, String>> OWN_SHORT_NAMES =
      Map.of(
          "agent",
          Map.of("cpu", AgentMetrics.LOOP_CPU_RATIO),
          "gpu",
          Map.of("gpu", GpuMetrics.GPU_RATIO, "memory", GpuMetrics.GPU_MEMORY_RATIO));

  /** {@code info:} of a Redis names further ones. */
  private static final String NAMED_BY_USERS = "redis";

  private final Values values;
  private final LimitText text;
  private final SlaReader.Sink sink;

  ResourceLimits(Values values, LimitText text, SlaReader.Sink sink) {
    this.values = values;
    this.text = text;
    this.sink = sink;
  }

  void read(String source, Fields metrics) {
    for (String name : metrics.keys()) {
      String metric = metric(source, name);
      requireKnown(metrics.keyNode(name), source, name, metric);
      Node node = metrics.get(name).orElseThrow();
      boolean byStatistic =
          node instanceof MappingNode
              && !Fields.of(node, "", values.problems()).orElseThrow().has("limit");
      if (byStatistic) {
        Fields found =
            Fields.of(node, "", values.problems()).orElseThrow().allow(STATISTICS, List.of());
        for (String statistic : found.present(STATISTICS)) {
          limit(
              found.keyNode(statistic),
              found.get(statistic).orElseThrow(),
              source,
              metric,
              statistic);
        }
      } else {
        limit(metrics.keyNode(name), node, source, metric, "");
      }
    }
  }

  private static String metric(String source, String name) {
    return OWN_SHORT_NAMES
        .getOrDefault(SourceMetrics.kind(source), Map.of())
        .getOrDefault(name, SHORT_NAMES.getOrDefault(name, name));
  }

  /** A limit on what is never sampled would never be judged. */
  private void requireKnown(Node place, String source, String name, String metric) {
    String kind = SourceMetrics.kind(source);
    Set<String> known = new TreeSet<>(SourceMetrics.of(kind).orElse(Set.of()));
    if (known.isEmpty() || kind.equals(NAMED_BY_USERS)) {
      return;
    }
    if (!kind.equals("agent")) {
      known.addAll(SourceMetrics.ALL);
    }
    SlaReader.Glob pattern = SlaReader.glob(SourceMetrics.withoutLabels(metric));
    if (known.stream().noneMatch(pattern::matches)) {
      String hint = Nearest.hint(metric, List.copyOf(known));
      values
          .problems()
          .at(
              place,
              "%s has no metric \"%s\"%s Expected one of: %s"
                  .formatted(kind, name, hint.isEmpty() ? "." : hint, String.join(", ", known)));
    }
  }

  /** Without a statistic every single reading must keep it. */
  private void limit(Node place, Node node, String source, String metric, String statistic) {
    Form form =
        statistic.equals("growth")
            ? LimitForms.growth(metric + " growth")
            : LimitForms.metric(metric, upper(statistic));
    SlaReader.each(node, text, values, form, Judging.USUAL)
        .forEach(
            found -> {
              boolean upper = LimitText.isUpper(found.comparison());
              String judged = statistic.isEmpty() ? upper ? "peak" : "min" : statistic;
              sink.add(
                  place,
                  new Limit(
                      source + "/" + metric + "." + judged,
                      source,
                      "resource." + judged,
                      found.comparison(),
                      found.limit(),
                      found.text(),
                      found.judging(),
                      new LimitSubject.Samples(source, metric)));
            });
  }

  private static Optional<Boolean> upper(String statistic) {
    return switch (statistic) {
      case "peak" -> Optional.of(true);
      case "min" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
