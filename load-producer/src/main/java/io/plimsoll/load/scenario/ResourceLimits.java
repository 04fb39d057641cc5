package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.LimitText.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads limits on the samples of one source, by metric. */
final class ResourceLimits {
  static final List<String> STATISTICS = List.of("avg", "peak", "min", "last", "growth");
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "cpu", "cpu_ratio",
          "memory", "memory_ratio",
          "disk", "disk_busy_ratio",
          "filesystem", "filesystem_ratio",
          "swap", "swap_ratio",
          "descriptors", "open_descriptors");

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
      String metric = SHORT_NAMES.getOrDefault(name, name);
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
