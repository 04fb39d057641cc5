package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.endtoend.process.Served;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C in the middle of a run: the part that ran is reported, complete, and the exit code is 130.
 */
class ITInterrupted {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final String SCENARIO =
      """
      name: interrupted
      target: %s
      load:
        users: { steady: { users: 10, for: 10m } }
      thinkTime: 20ms
      behaviours:
        echo: { weight: 1, steps: [ { get: /api/v1/echo } ] }
      """;

  @TempDir private Path directory;

  @Test
  void reportsThePartThatRan() {
    Path out = directory.resolve("out");
    try (LabTarget target = LabTarget.start(LabConfig.defaults())) {
      String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
      try (PlimsollProcess run =
          PlimsollProcess.start(
              directory, "run", file, "--out", out.toString(), "--http-port", "0")) {
        Awaitility.await("load").atMost(AT_MOST).until(() -> target.requestsServed() > 500);
        run.interrupt();
        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(130);
      }

      RunReport report = RunReport.read(out);
      assertThat(report.root().at("/run/status").asText()).isEqualTo("INTERRUPTED");
      assertThat(report.complete()).isTrue();
      assertThat(report.emitted()).isEqualTo(report.analysed());
      Served.await(target, report.emitted());
    }
  }

  /** The first Ctrl-C waits for an answer that takes minutes; the second does not. */
  @Test
  void endsAtOnceWhenToldTwice() {
    try (LabTarget target = LabTarget.start(LabConfig.defaults())) {
      String scenario =
          SCENARIO.replace("/api/v1/echo", "/delay/600000").replace("think", "timeout: 10m\nthink");
      String file = Scenarios.write(directory, scenario.formatted(target.uri())).toString();
      try (PlimsollProcess run =
          PlimsollProcess.start(directory, "run", file, "--http-port", "0")) {
        run.awaitOutput(Pattern.compile("\\d:\\d\\d (steady) 10 users"), AT_MOST);
        run.interrupt();
        run.awaitOutput(Pattern.compile("plimsoll: (interrupted;)"), AT_MOST);
        run.interrupt();

        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(130);
        assertThat(run.stderr()).contains("interrupted again; ends at once");
        assertThat(run.stdout()).containsPattern("Total +10 +10 ");
      }
    }
  }

  /** What a container's stop sends is a Ctrl-C. */
  @Test
  void reportsThePartThatRanWhenTerminated() {
    Path out = directory.resolve("out");
    try (LabTarget target = LabTarget.start(LabConfig.defaults())) {
      String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
      try (PlimsollProcess run =
          PlimsollProcess.start(
              directory, "run", file, "--out", out.toString(), "--http-port", "0")) {
        Awaitility.await("load").atMost(AT_MOST).until(() -> target.requestsServed() > 100);
        run.terminate();
        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(130);
      }

      assertThat(RunReport.read(out).complete()).isTrue();
    }
  }
}
