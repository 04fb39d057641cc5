package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make perf PROFILE=…} runs the profiles of S1 (L17). */
class ITMakePerf {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String LAUNCHER = "./plimsoll run ";

  @TempDir private Path directory;

  @BeforeEach
  void requireMake() {
    Parts.require("make", "make");
  }

  @Test
  void everyProfileIsOneCommand() throws IOException {
    for (String profile : List.of("baseline", "stress", "spike", "soak")) {
      assertThat(command(profile, "http://127.0.0.1:9000", "--commit abc"))
          .containsExactly(
              "scenarios/s1-" + profile + ".yaml",
              "--target",
              "http://127.0.0.1:9000",
              "--commit",
              "abc");
    }
  }

  @Test
  void thatCommandRunsTheProfile() throws IOException {
    try (LabTarget target = LabTarget.start(LabConfig.defaults())) {
      List<String> command =
          command(
              "spike",
              target.uri().toString(),
              "--load-multiplier 0.02 --duration-multiplier 0.02 --allow-unreachable");
      List<String> arguments = new ArrayList<>(List.of("run"));
      arguments.add(ROOT.resolve(command.get(0)).toString());
      arguments.addAll(command.subList(1, command.size()));
      try (PlimsollProcess run =
          PlimsollProcess.start(directory, arguments.toArray(String[]::new))) {
        // At a fiftieth of its load the profile misses its own throughput.
        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isIn(0, 1);
        assertThat(run.stdout()).contains("complete").contains("websocket-connect");
      }
      assertThat(target.requestsServed()).isPositive();
    }
  }

  @Test
  void anUnknownProfileIsNamedBesideThoseThereAre() throws IOException {
    Process make = make("nothing", "", "");

    String output = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output).contains("no profile 'nothing'").contains("s1-soak");
  }

  /** What make would start, behind the launcher's name. */
  private static List<String> command(String profile, String target, String arguments)
      throws IOException {
    Process make = make(profile, target, arguments);
    String output = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> runs = output.lines().filter(line -> line.startsWith(LAUNCHER)).toList();
    assertThat(runs).as(output).hasSize(1);
    return List.of(runs.get(0).substring(LAUNCHER.length()).trim().split("\\s+", -1));
  }

  /** Only tells the commands where the profile exists; the launcher would build everything. */
  private static Process make(String profile, String target, String arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("make", "-s"));
    if (!target.isEmpty()) {
      line.add("-n");
    }
    line.addAll(List.of("perf", "PROFILE=" + profile, "TARGET=" + target, "ARGS=" + arguments));
    return new ProcessBuilder(line).directory(ROOT.toFile()).redirectErrorStream(true).start();
  }
}
