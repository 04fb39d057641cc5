package io.plimsoll.endtoend.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.NginxServer;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule that the analyzer sees broken stops the load by way of Kafka, long before the plan's end
 * (L9, A7): half an hour is planned, so whoever ends at all was stopped.
 */
class ITAbort {
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  private static final String SCENARIO =
      """
      name: abort
      target: %s
      load: { users: { steady: { users: 3, for: 30m } } }
      thinkTime: 20ms
      behaviours:
        good: { weight: 20, steps: [ { get: /index.html, as: good } ] }
        bad: { weight: 80, steps: [ { get: /broken, as: bad } ] }
      sla:
        good: { error_rate: < 1%% }
        bad: { abort: error_rate > 50%% over 3s }
      """;

  @TempDir private Path directory;

  @Test
  void stopsTheLoadAndNamesTheRule() throws Exception {
    Parts.require("nginx", "nginx-light");
    Path out = directory.resolve("out");
    try (NginxServer nginx = NginxServer.start(directory.resolve("nginx"));
        PlimsollProcess run =
            PlimsollProcess.start(
                directory,
                "run",
                Scenarios.write(directory, SCENARIO.formatted(nginx.url())).toString(),
                "--out",
                out.toString())) {
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(1);
    }

    RunReport report = RunReport.read(out);
    assertThat(report.root().at("/run/status").asText()).isEqualTo("ABORTED");
    assertThat(report.complete()).isTrue();
    assertThat(report.root().at("/verdict/passed").asBoolean()).isFalse();
    assertThat(report.root().at("/verdict/reasons").toString()).contains("bad", "error_rate");
    assertThat(state(report, "good")).isEqualTo("PASSED");
    assertThat(state(report, "bad")).isEqualTo("FAILED");
  }

  private static String state(RunReport report, String operation) {
    return StreamSupport.stream(report.root().get("sla").spliterator(), false)
        .filter(each -> each.get("operation").asText().equals(operation))
        .map(each -> each.get("state").asText())
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("nothing of " + operation + ": " + report.root().get("sla")));
  }
}
