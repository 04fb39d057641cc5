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
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An analyst's afternoon: serve, run against it, ask for runs, KPIs and the report; the same
 * answers come from the data directory when nobody serves it (R5, R11).
 */
class ITServeAndAsk {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final String SCENARIO =
      """
      name: afternoon
      target: %s
      load:
        arrivals: [ { rate: 100/s, for: 6s } ]
      behaviours:
        echo: { weight: 1, steps: [ { get: /api/v1/echo } ] }
      sla:
        "*": { error_rate: < 1%% }
      """;

  @TempDir private Path directory;

  @Test
  void answersWhileServingAndFromTheDataAfterwards() throws Exception {
    String served;
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
      JsonNode report =
          new ObjectMapper().readTree(print("run", file, "--json", "--label", "team=storage"));
      assertThat(report.at("/run/labels/team").asText()).isEqualTo("storage");
      served = report.at("/run/id").asText();
      assertAnswers(served);
    }
    assertAnswers(served);
  }

  private void assertAnswers(String runId) throws Exception {
    assertThat(print("runs")).contains(runId).contains("afternoon");
    List<String> csv =
        print("kpis", runId, "--operation", "*", "--window", "2s", "--format", "csv")
            .lines()
            .toList();
    assertThat(csv.get(0)).startsWith("operation,start,");
    // As many windows as the machine takes for six seconds of load.
    int count = List.of(csv.get(0).split(",", -1)).indexOf("count");
    List<String[]> rows = csv.stream().skip(1).map(line -> line.split(",", -1)).toList();
    assertThat(rows.stream().mapToLong(row -> Long.parseLong(row[count])).sum()).isEqualTo(600);
    assertThat(rows)
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(row -> row[1])
        .doesNotHaveDuplicates()
        .allMatch(start -> Instant.parse(start).getEpochSecond() % 2 == 0);
    JsonNode whole =
        new ObjectMapper().readTree(print("kpis", runId, "--window", "run", "--format", "json"));
    assertThat(whole.at("/rows/0/count").asLong()).isEqualTo(600);
    assertThat(print("report", runId))
        .contains("report.html")
        .contains("report.json")
        .contains("report.md");
  }

  private String print(String... arguments) {
    try (PlimsollProcess process = PlimsollProcess.start(directory, arguments)) {
      assertThat(process.exitCode(AT_MOST)).as(process.toString()).isZero();
      return process.stdout();
    }
  }
}
