package io.plimsoll.endtoend.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that looks for a breaking point ends there, as a plain end that says why (L9), and its
 * users still do what they do last (L5). An hour is planned, so whoever ends at all was ended.
 */
class ITBreakingPoint {
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  private static final String SCENARIO =
      """
      name: breaking-point
      target: %s
      load:
        users: { steady: { users: 4, for: 1h } }
        until: error_rate > 50%% over 3s or target down for 3s
      thinkTime: 20ms
      onStop: [ { delete: /session, as: leave } ]
      steps: [ { get: /work, as: work } ]
      """;

  @TempDir private Path directory;

  @Test
  void endsTheRunWhereMostRequestsFail() throws Exception {
    try (BreakableTarget target = BreakableTarget.start()) {
      RunReport report = untilItBreaks(target, () -> target.breakDown());

      assertThat(report.root().at("/run/reason").asText()).contains("error_rate");
      assertThat(report.operation("leave").get("count").asLong()).as("each user left").isEqualTo(4);
    }
  }

  @Test
  void endsTheRunWhereTheTargetIsGone() throws Exception {
    try (BreakableTarget target = BreakableTarget.start()) {
      RunReport report = untilItBreaks(target, target::close);

      assertThat(report.root().at("/run/reason").asText())
          .containsAnyOf("target down", "error_rate");
    }
  }

  private RunReport untilItBreaks(BreakableTarget target, Runnable breaking) throws Exception {
    Path out = directory.resolve("out");
    String file = Scenarios.write(directory, SCENARIO.formatted(target.url())).toString();
    try (PlimsollProcess run =
        PlimsollProcess.start(
            directory, "run", file, "--out", out.toString(), "--http-port", "0")) {
      Awaitility.await("load").atMost(AT_MOST).until(() -> target.requests() > 500);
      breaking.run();
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isZero();
    }
    RunReport report = RunReport.read(out);
    assertThat(report.root().at("/run/status").asText()).isEqualTo("ENDED");
    assertThat(report.complete()).isTrue();
    assertThat(report.emitted()).isEqualTo(report.analysed());
    return report;
  }
}
