package io.plimsoll.report.api;

import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question over HTTP, taken apart.
 *
 * @param path values of the route's variables
 * @param query parameters
 * @param lastEventId where an interrupted live stream stood
 * @param accept the formats it takes
 */
record ApiRequest(
    Map<String, String> path,
    Map<String, String> query,
    Optional<String> lastEventId,
    String accept) {
  ApiRequest {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  String runId() {
    return path.getOrDefault("id", "");
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** Refuses parameters that nobody reads: a misspelt one would silently change the answer. */
  void allow(Set<String> names) {
    for (String name : query.keySet()) {
      if (!names.contains(name)) {
        throw new ReportException(
            ReportException.Code.BAD_QUERY,
            "parameter %s is not known here; known are %s"
                .formatted(name, names.stream().sorted().toList()));
      }
    }
  }

  /** The range asked for; rows of 10 s when nothing is said. */
  Range range(Instant runStart) {
    String window = parameter("window").orElse("10s");
    return new Range(
        window.equals("run") ? Optional.empty() : Optional.of(Times.duration("window", window)),
        parameter("from").map(text -> Times.instant("from", text, runStart)),
        parameter("to").map(text -> Times.instant("to", text, runStart)));
  }

  /** json or csv. */
  boolean csv() {
    String format = parameter("format").orElse("json");
    if (!format.equals("json") && !format.equals("csv")) {
      throw new ReportException(
          ReportException.Code.BAD_QUERY, "format=" + format + " is not known; give json or csv");
    }
    return format.equals("csv");
  }
}
