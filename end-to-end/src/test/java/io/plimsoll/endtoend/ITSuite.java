package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Served;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several runs by one command: a suite with a matrix in it, its worst exit code, and what is left
 * out after a failure or an interrupt (L10, L11, R13).
 */
class ITSuite {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final String SCENARIO =
      """
      name: %s
      target: http://127.0.0.1:1
      load: { arrivals: { rate: 20/s, for: %s } }
      steps: [ { get: %s, as: get } ]
      sla: { get: { error_rate: < 1%% } }
      """;

  @TempDir private Path directory;

  @Test
  void runsAllAndLeavesOutTheRestAfterAFailureThatStops() throws IOException {
    scenario("good", "1s", "/api/v1/echo");
    scenario("bad", "1s", "/status/500");
    Files.writeString(
        directory.resolve("grid.yaml"),
        SCENARIO.formatted("grid", "1s", "\"/delay/${matrix.millis}\"")
            + "matrix: [ { millis: 1 }, { millis: 2, sla: { get: { p50: 1us } } } ]\n");
    suite(
        "stopOnFailure: false",
        "good.yaml, grid.yaml, { scenario: bad.yaml, stopOnFailure: true }, good.yaml");

    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess suite =
            start(target, "--json", "--out", directory.resolve("out").toString())) {
      assertThat(suite.exitCode(AT_MOST)).as(suite.toString()).isEqualTo(1);

      JsonNode root = new ObjectMapper().readTree(suite.stdout());
      assertThat(root.get("runs").findValuesAsText("scenario"))
          .containsExactly("good", "grid[millis=1]", "grid[millis=2]", "bad", "good");
      assertThat(root.get("runs").findValuesAsText("status"))
          .containsExactly("PASSED", "PASSED", "FAILED", "FAILED", "NOT_RUN");
      assertThat(root.at("/runs/0/requests").asLong()).isEqualTo(20);
      assertThat(root.at("/runs/2/reasons").toString()).contains("p50");
      assertThat(root.at("/runs/3/errorRate").asDouble()).isEqualTo(1);
      assertThat(root.get("exitCode").asInt()).isEqualTo(1);
      Served.await(target, 80);
      assertThat(suite.stderr()).contains("2 of 5 passed").contains("NOT_RUN");
      assertThat(directory.resolve("out/suite.json")).exists();
      assertThat(Path.of(root.at("/runs/3/report").asText())).isDirectoryContaining("glob:**.html");
    }
  }

  @Test
  void reportsTheInterruptedRunAndNamesTheRest() throws IOException {
    scenario("long", "10m", "/api/v1/echo");
    scenario("next", "1s", "/api/v1/echo");
    suite("cooldown: 1s", "long.yaml, next.yaml");

    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess suite = start(target)) {
      suite.awaitOutput(Pattern.compile("\\d:\\d\\d (arrivals) "), AT_MOST);
      suite.interrupt();

      assertThat(suite.exitCode(AT_MOST)).as(suite.toString()).isEqualTo(130);
      assertThat(suite.stdout())
          .containsPattern("long +INTERRUPTED +\\d+")
          .containsPattern("next +NOT_RUN")
          .contains("complete")
          .contains("0 of 2 passed; interrupted");
    }
  }

  @Test
  void reportsEveryMistakeOfAllFilesAndRunsNothing() throws IOException {
    scenario("good", "1s", "/api/v1/echo");
    scenario("bad", "soon", "/api/v1/echo");
    suite("cooldwn: 1s", "good.yaml, bad.yaml, none.yaml");

    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess suite = start(target)) {
      assertThat(suite.exitCode(AT_MOST)).as(suite.toString()).isEqualTo(2);
      assertThat(suite.stderr())
          .contains("suite.yaml, line 2, column 1: unknown key \"cooldwn\"; did you mean")
          .contains("bad.yaml, line 3, column 38: expected a duration")
          .contains("suite.yaml, line 3, column 35: expected a scenario file");
      assertThat(target.requestsServed()).isZero();
    }
  }

  private PlimsollProcess start(LabTarget target, String... more) {
    String[] command = {
      "suite",
      directory.resolve("suite.yaml").toString(),
      "--target",
      target.uri().toString(),
      "--http-port",
      "0"
    };
    String[] whole = java.util.Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, whole, command.length, more.length);
    return PlimsollProcess.start(directory, whole);
  }

  private void scenario(String name, String length, String path) throws IOException {
    Files.writeString(directory.resolve(name + ".yaml"), SCENARIO.formatted(name, length, path));
  }

  private void suite(String settings, String scenarios) throws IOException {
    Files.writeString(
        directory.resolve("suite.yaml"),
        "name: plan\n" + settings + "\nscenarios: [ " + scenarios + " ]\n");
  }
}
