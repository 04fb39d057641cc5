package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/**
 * A pull request's way: a baseline, a run like it, a run that is slower and fails in part, and the
 * gate between them (R1–R3, R8). What must be found are the errors, since no load of this machine
 * can make or hide them; how small a slowdown is found is measured in the benchmarks.
 */
class ITGate {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final String SCENARIO =
      """
      name: pull-request
      target: %s
      load: { arrivals: [ { rate: 5/s, for: 2s }, { rate: 20/s, for: 7s } ] }
      steps: [ { get: "/delay/${env:MILLIS}", as: work }, { get: "/status/${env:STATUS}", as: read } ]
      """;

  @TempDir private Path directory;

  @Test
  void findsTheRegressionAndNothingElse() throws Exception {
    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess serve =
            PlimsollProcess.start(
                directory,
                "serve",
                "--broker-port",
                "0",
                "--registry-port",
                "0",
                "--http-port",
                "0")) {
      serve.awaitOutput(Pattern.compile("(Serving)"), AT_MOST);
      String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
      String baseline = run(file, "200", "200", 0);
      String like = run(file, "200", "200", 0); // not compared yet: there is no baseline
      assertThat(print(0, "baseline", "set", baseline)).contains("pull-request", baseline);
      assertThat(print(0, "baseline", "list")).contains("pull-request", baseline, "user");

      JsonNode same = compared(like, -1);
      assertThat(same.at("/comparable").asBoolean()).as(same.toString()).isTrue();
      assertThat(change(same, "read", "error_rate").at("/verdict").asText()).isEqualTo("SAME");

      String slower = run(file, "2000", "500", 1);
      JsonNode worse = compared(slower, 1);
      assertThat(worse.at("/verdict").asText()).isEqualTo("WORSE");
      assertThat(change(worse, "read", "error_rate").at("/verdict").asText()).isEqualTo("WORSE");
      assertThat(change(worse, "read", "error_rate").at("/change").asDouble()).isEqualTo(1);
      assertThat(change(worse, "work", "response.p50").at("/candidate").asDouble())
          .isGreaterThan(2_000);

      Path junit = directory.resolve("gate.xml");
      assertThat(print(1, "gate", slower, "--junit", junit.toString()))
          .contains("### plimsoll: FAILED");
      Document document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
      assertThat(document.getElementsByTagName("failure").getLength()).isPositive();
      assertThat(document.getElementsByTagName("testcase").getLength()).isGreaterThan(8);
      assertThat(print(0, "history", "pull-request")).contains("pull-request: 3 runs");
    }
  }

  private String run(String file, String millis, String status, int exitCode) throws Exception {
    try (PlimsollProcess run =
        PlimsollProcess.start(
            directory, Map.of("MILLIS", millis, "STATUS", status), "run", file, "--json")) {
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(exitCode);
      return new ObjectMapper().readTree(run.stdout()).at("/run/id").asText();
    }
  }

  private JsonNode compared(String runId, int exitCode) throws Exception {
    return new ObjectMapper().readTree(print(exitCode, "compare", runId, "--json"));
  }

  private static JsonNode change(JsonNode comparison, String operation, String metric) {
    for (JsonNode change : comparison.get("changes")) {
      if (change.at("/operation").asText().equals(operation)
          && change.at("/metric").asText().equals(metric)) {
        return change;
      }
    }
    throw new AssertionError("no " + metric + " of " + operation + " in " + comparison);
  }

  /** What it prints; the exit code is not looked at when it is said to be −1. */
  private String print(int exitCode, String... arguments) {
    try (PlimsollProcess process = PlimsollProcess.start(directory, arguments)) {
      int ended = process.exitCode(AT_MOST);
      assertThat(exitCode < 0 ? -1 : ended).as(process.toString()).isEqualTo(exitCode);
      return process.stdout();
    }
  }
}
