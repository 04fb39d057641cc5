package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Scenarios;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong: one clear message, the documented exit code, no stack trace. */
class ITWrongInput {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final String VALID =
      """
      name: wrong
      target: http://127.0.0.1:%d
      load:
        users: { steady: { users: 2, for: 2s } }
      thinkTime: 1s
      behaviours:
        page: { weight: 1, steps: [ { get: / } ] }
      """;

  @TempDir private Path directory;

  @Test
  void refusedPortOfTheTarget() throws Exception {
    int port = freePort();
    expect(3, "127.0.0.1:" + port, run(VALID.formatted(port)));
  }

  @Test
  void hostThatDoesNotExist() {
    expect(
        3, "no-such-host.invalid", run(VALID.replace("127.0.0.1:%d", "no-such-host.invalid:80")));
  }

  @Test
  void brokerThatIsNotThere() throws Exception {
    try (ServerSocket target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String broker = "127.0.0.1:" + freePort();
      expect(3, broker, run(VALID.formatted(target.getLocalPort()), "--bootstrap-servers", broker));
    }
  }

  @Test
  void brokenYaml() {
    expect(2, "line 4", run("name: x\nload: {\n  users: [\n"));
  }

  @Test
  void unknownField() throws Exception {
    String text = VALID.formatted(freePort()).replace("thinkTime", "thinkTme");
    expect(2, "thinkTime", run(text));
  }

  @Test
  void unknownOperationInTheSla() throws Exception {
    expect(2, "pagee", run(VALID.formatted(freePort()) + "sla: { pagee: { p95: 1s } }\n"));
  }

  @Test
  void throughputThatItsOwnPacingCannotReach() throws Exception {
    String text = VALID.formatted(freePort()) + "sla: { \"*\": { throughput: \"> 50/s\" } }\n";
    expect(2, "50/s", run(text));
    expect(2, "50/s", start("check", Scenarios.write(directory, text).toString()));
  }

  @Test
  void scenarioThatIsNotThere() {
    expect(2, "nowhere.yaml", start("run", "nowhere.yaml"));
  }

  @Test
  void unknownOption() {
    expect(2, "--durration", start("demo", "--durration", "5s"));
  }

  @Test
  void unknownRun() {
    expect(2, directory.resolve(".plimsoll").toString(), start("report", "20200101-000000-none"));
  }

  @Test
  void takenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      expect(
          3,
          port,
          start("serve", "--broker-port", "0", "--registry-port", "0", "--http-port", port));
      expect(
          3,
          port,
          start("serve", "--broker-port", port, "--registry-port", "0", "--http-port", "0"));
      expect(
          3,
          port,
          start("serve", "--broker-port", "0", "--registry-port", port, "--http-port", "0"));
    }
  }

  private PlimsollProcess run(String scenario, String... options) {
    String file = Scenarios.write(directory, scenario).toString();
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    arguments[1] = file;
    arguments[2] = "--http-port";
    arguments[3] = "0";
    System.arraycopy(options, 0, arguments, 4, options.length);
    return start(arguments);
  }

  private PlimsollProcess start(String... arguments) {
    return PlimsollProcess.start(directory, arguments);
  }

  private static void expect(int exitCode, String mention, PlimsollProcess process) {
    try (process) {
      assertThat(process.exitCode(AT_MOST)).as(process.toString()).isEqualTo(exitCode);
      assertThat(process.stderr())
          .startsWith("plimsoll: ")
          .contains(mention)
          .doesNotContain("\tat ");
      assertThat(process.stdout()).doesNotContain("\tat ");
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
