package io.plimsoll.benchmarks.faultlab;

import io.plimsoll.benchmarks.faultlab.LabCase.Strength;
import io.plimsoll.benchmarks.faultlab.RunFindings.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said during one fault, and what of it is the answer. Not thread-safe. */
final class Watched {
  private final Map<String, Said> before = new HashMap<>();
  private final Map<String, Said> during = new LinkedHashMap<>();

  /**
   * @param before what had been said already
   */
  Watched(List<Said> before) {
    before.forEach(each -> this.before.put(each.id(), each));
  }

  /** Takes in what is said now; what is new, or has come back, counts. */
  void see(List<Said> now) {
    for (Said each : now) {
      Said known = before.get(each.id());
      boolean isNew =
          known == null || (!known.open() && (each.open() || each.episodes() > known.episodes()));
      if (isNew || during.containsKey(each.id())) {
        during.put(each.id(), each);
      }
    }
  }

  Verdict verdict(LabCase of, Strength strength, long seed, Instant from) {
    String named =
        of.kind() == LabCase.Kind.CREEPING ? drift(of) : cause().orElseGet(this::anomaly);
    String said =
        String.join(
            ", ",
            during.values().stream()
                .map(each -> each.rank() < 9 ? each.id() + "#" + (int) each.rank() : each.id())
                .toList());
    return new Verdict(of, strength, seed, named, windows(from), said);
  }

  private Optional<String> cause() {
    return during.values().stream()
        .filter(each -> each.id().startsWith("bottleneck-"))
        .min(Comparator.comparingDouble(Said::rank))
        .map(each -> each.id().substring("bottleneck-".length()));
  }

  private String anomaly() {
    for (String kind : List.of("stall", "errors", "latency", "throughput", "spread")) {
      if (during.keySet().stream().anyMatch(id -> id.startsWith("anomaly-" + kind))) {
        return kind;
      }
    }
    return during.keySet().stream()
        .filter(id -> id.startsWith("drift-"))
        .findFirst()
        .map(Watched::drifting)
        .orElse(LabCase.NOTHING);
  }

  /** Several creep at once: each must be named. */
  private String drift(LabCase of) {
    return during.keySet().stream()
        .filter(id -> id.startsWith("drift-") && drifting(id).equals(of.expected()))
        .findFirst()
        .map(Watched::drifting)
        .orElse(LabCase.NOTHING);
  }

  private static String drifting(String id) {
    return id.contains("size_bytes")
        ? "log drift"
        : id.contains("fds") || id.contains("descriptors")
            ? "descriptor drift"
            : id.contains("memory") ? "memory drift" : "other drift";
  }

  /** Whole windows from the beginning of the fault until an anomaly was told; at least one. */
  private Optional<Long> windows(Instant from) {
    return during.values().stream()
        .filter(each -> each.id().startsWith("anomaly-"))
        .map(each -> each.since().plusMillis((long) (1000 * each.noticedAfterSeconds())))
        .min(Comparator.naturalOrder())
        .map(told -> Math.max(1, Duration.between(from, told).toSeconds()));
  }
}
