package io.plimsoll.load.scenario;

import io.plimsoll.schemas.metric.GpuMetrics;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.schemas.metric.ProcessMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code compare}: how much change is too much, by operation or by source of samples. */
final class CompareReader {
  static final List<String> LATENCIES = List.of("mean", "p50", "p75", "p90", "p95", "p99", "p999");
  private static final Map<String, String> TRAFFIC =
      Map.of(
          "throughput", "throughput",
          "error_rate", "error_rate",
          "bytes_sent", "bytes_sent_per_request",
          "bytes_received", "bytes_received_per_request",
          "cost", "cost_per_request");
  private static final Map<String, List<String>> RESOURCES =
      Map.of(
          "cpu", List.of(HostMetrics.CPU_RATIO, ProcessMetrics.CPU_CORES),
          "memory", List.of(HostMetrics.MEMORY_USED_BYTES, ProcessMetrics.MEMORY_RSS_BYTES),
          "descriptors", List.of(ProcessMetrics.OPEN_DESCRIPTORS),
          "gpu", List.of(GpuMetrics.GPU_RATIO),
          "gpu_memory", List.of(GpuMetrics.GPU_MEMORY_RATIO));
  static final List<String> COMPARED =
      Stream.of(LATENCIES.stream(), TRAFFIC.keySet().stream(), RESOURCES.keySet().stream())
          .flatMap(each -> each)
          .sorted()
          .toList();

  private final Values values;
  private final List<String> operations;

  CompareReader(Values values, List<String> operations) {
    this.values = values;
    this.operations = operations;
  }

  List<ChangeLimit> read(Node node) {
    List<ChangeLimit> limits = new ArrayList<>();
    Fields.of(node, "thresholds by operation", values.problems())
        .ifPresent(fields -> fields.keys().forEach(name -> named(fields, name, limits)));
    return limits;
  }

  private void named(Fields fields, String name, List<ChangeLimit> limits) {
    boolean known = name.equals("*") || operations.contains(name) || SlaReader.isSource(name);
    if (!known && !operations.isEmpty()) {
      values
          .problems()
          .at(
              fields.keyNode(name),
              "unknown operation \"%s\"%s Expected \"*\", a source of samples or one of: %s"
                  .formatted(name, hint(name), String.join(", ", operations)));
    }
    Fields.of(fields.get(name).orElseThrow(), "thresholds like { p95: 15% }", values.problems())
        .ifPresent(
            found -> {
              found.allow(COMPARED, List.of());
              found.present(COMPARED).forEach(key -> threshold(found, name, key, limits));
            });
  }

  private String hint(String name) {
    String hint = Nearest.hint(name, operations);
    return hint.isEmpty() ? "." : hint;
  }

  private void threshold(Fields fields, String operation, String key, List<ChangeLimit> limits) {
    Node node = fields.get(key).orElseThrow();
    String expected = "a percentage above 0% like 15%";
    values
        .text(node, expected)
        .flatMap(
            text ->
                values.reported(
                    node,
                    expected,
                    Values.boxed(LimitForms.anyPercentage(text)).filter(limit -> limit > 0)))
        .ifPresent(
            limit ->
                metrics(key)
                    .forEach(metric -> limits.add(new ChangeLimit(operation, metric, limit))));
  }

  private static List<String> metrics(String key) {
    if (LATENCIES.contains(key)) {
      return List.of("response." + key);
    }
    return TRAFFIC.containsKey(key) ? List.of(TRAFFIC.get(key)) : RESOURCES.get(key);
  }
}
