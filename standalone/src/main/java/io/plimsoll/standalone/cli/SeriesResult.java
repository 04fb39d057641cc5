package io.plimsoll.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.OperationTotals;
import java.util.Comparator;
import java.util.List;

/**
 * What came of a suite, or of a matrix.
 *
 * @param interrupted whether it was told to end before its last run had
 * @param runs in order, those that were not run too
 */
record SeriesResult(String name, boolean interrupted, List<SeriesRun> runs) {
  /** From best to worst: a run that says nothing is worse than one that says no. */
  private static final List<ExitCode> WORSE =
      List.of(
          ExitCode.PASSED,
          ExitCode.FAILED,
          ExitCode.INCOMPLETE,
          ExitCode.COULD_NOT_RUN,
          ExitCode.INTERRUPTED);

  SeriesResult {
    runs = List.copyOf(runs);
  }

  /** That of the worst run. */
  ExitCode exitCode() {
    return interrupted
        ? ExitCode.INTERRUPTED
        : runs.stream()
            .map(SeriesRun::exitCode)
            .max(Comparator.comparingInt(WORSE::indexOf))
            .orElse(ExitCode.PASSED);
  }

  /** {@code suite.json}; times in milliseconds, the length of a run in seconds. */
  String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("name", name);
    root.put("passed", exitCode() == ExitCode.PASSED);
    root.put("interrupted", interrupted);
    root.put("exitCode", exitCode().number());
    ArrayNode list = root.putArray("runs");
    runs.forEach(run -> write(run, list.addObject()));
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(SeriesRun run, ObjectNode node) {
    node.put("scenario", run.scenario());
    run.runId().ifPresent(id -> node.put("runId", id));
    node.put("status", run.status());
    if (!run.status().equals("NOT_RUN")) {
      node.put("exitCode", run.exitCode().number());
      node.put("seconds", (double) run.length().toMillis() / 1000);
    }
    run.totals().ifPresent(totals -> write(totals, node));
    run.reasons().forEach(node.withArray("reasons")::add);
    run.directory().ifPresent(directory -> node.put("report", directory.toString()));
  }

  private static void write(OperationTotals totals, ObjectNode node) {
    node.put("requests", totals.count());
    node.put("errorRate", totals.errorRate());
    node.put("throughputPerSecond", totals.throughputPerSecond());
    totals.response().ifPresent(latency -> write(latency, node.putObject("response")));
  }

  private static void write(Latency latency, ObjectNode node) {
    node.put("p50", latency.p50());
    node.put("p95", latency.p95());
    node.put("p99", latency.p99());
    node.put("max", latency.max());
  }
}
