package io.plimsoll.benchmarks.faultlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the report of a run says of a fault.
 *
 * @param named the cause, the kind of anomaly or drift, or nothing
 * @param delay from the fault to the beginning of what was found, where anything was
 */
record Accusation(String named, Optional<Duration> delay) {

  /**
   * The likeliest cause; without one the drift, and then the anomaly, that was found.
   *
   * @param expected preferred where several anomalies or drifts were found
   * @param from when the fault came on
   */
  static Accusation of(JsonNode findings, String expected, Instant from) {
    List<JsonNode> since = new ArrayList<>();
    findings.forEach(
        each -> {
          boolean drift = each.get("kind").asText().equals("DRIFT");
          boolean later = Instant.parse(each.get("from").asText()).isAfter(from.minusSeconds(3));
          if (drift || later) {
            since.add(each);
          }
        });
    Optional<JsonNode> cause =
        since.stream()
            .filter(each -> id(each).startsWith("bottleneck-"))
            .min(Comparator.comparingDouble(each -> each.at("/evidence/rank").asDouble(9)));
    List<String> others = since.stream().map(Accusation::other).filter(s -> !s.isEmpty()).toList();
    String named =
        others.contains(expected)
            ? expected
            : cause
                .map(each -> id(each).substring("bottleneck-".length()))
                .orElse(others.isEmpty() ? LabCase.NOTHING : others.get(0));
    Optional<Duration> delay =
        since.stream()
            .filter(each -> !each.get("kind").asText().equals("DRIFT"))
            .map(each -> Duration.between(from, Instant.parse(each.get("from").asText())))
            .min(Comparator.naturalOrder());
    return new Accusation(named, delay);
  }

  private static String id(JsonNode finding) {
    return finding.get("id").asText();
  }

  private static String other(JsonNode finding) {
    String id = id(finding);
    if (id.startsWith("drift-")) {
      return id.contains("size_bytes")
          ? "log drift"
          : id.contains("fds") || id.contains("descriptors")
              ? "descriptor drift"
              : id.contains("memory") ? "memory drift" : "other drift";
    }
    return id.startsWith("anomaly-errors")
        ? "errors"
        : id.startsWith("anomaly-stall") ? "stall" : id.startsWith("anomaly-") ? "anomaly" : "";
  }
}
