package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.FreePorts;
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
 * kill −9 of broker, registry, analyzer and report service in the middle of a run that a second
 * process drives: after a restart over the same directory, every outcome is analysed exactly once
 * (C1, C2, A3).
 */
class ITServeKilled {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Pattern SERVING = Pattern.compile("(Serving)");
  private static final String SCENARIO =
      """
      name: survivor
      target: %s
      load:
        arrivals: [ { rate: 300/s, for: 25s } ]
      behaviours:
        echo: { weight: 1, steps: [ { get: /api/v1/echo } ] }
      """;

  @TempDir private Path directory;

  @Test
  void analysesEveryOutcomeOnceAfterARestart() throws Exception {
    FreePorts ports = FreePorts.take();
    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess first = serve(ports)) {
      first.awaitOutput(SERVING, AT_MOST);
      try (PlimsollProcess run = run(target, ports)) {
        Awaitility.await("load").atMost(AT_MOST).until(() -> target.requestsServed() > 1_500);
        first.kill();
        long atKill = target.requestsServed();
        Awaitility.await("load goes on")
            .atMost(AT_MOST)
            .until(() -> target.requestsServed() > atKill + 900);
        try (PlimsollProcess second = serve(ports)) {
          second.awaitOutput(SERVING, AT_MOST);
          assertThat(run.exitCode(AT_MOST)).as(run.toString()).isZero();
        }
      }

      RunReport report = RunReport.read(directory.resolve("out"));
      assertThat(report.emitted()).isEqualTo(25 * 300);
      assertThat(report.analysed()).isEqualTo(report.emitted());
      Served.await(target, report.emitted());
      assertThat(report.complete()).isTrue();
      assertThat(report.root().at("/verdict/passed").asBoolean()).isTrue();
    }
  }

  private PlimsollProcess serve(FreePorts ports) {
    return PlimsollProcess.start(
        directory,
        "serve",
        "--data",
        directory.resolve("data").toString(),
        "--broker-port",
        ports.broker(),
        "--registry-port",
        ports.registry(),
        "--http-port",
        ports.http());
  }

  private PlimsollProcess run(LabTarget target, FreePorts ports) {
    String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
    return PlimsollProcess.start(
        directory,
        "run",
        file,
        "--bootstrap-servers",
        "127.0.0.1:" + ports.broker(),
        "--schema-registry",
        "http://127.0.0.1:" + ports.registry(),
        "--out",
        directory.resolve("out").toString());
  }
}
