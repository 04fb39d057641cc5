package io.plimsoll.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LabTargetMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void takenPortEndsWithThreeAndOneLine() {
    try (LabTarget taken = LabTarget.start(LabConfig.defaults())) {
      assertThat(run("--port", Integer.toString(taken.port()))).isEqualTo(3);
    }

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("already in use").doesNotContain("Exception");
  }

  @Test
  void unusableOptionsEndWithTwoAndSayWhatWasExpected() {
    assertThat(run("--port", "70000")).isEqualTo(2);
    assertThat(run("--workers", "0")).isEqualTo(2);
    assertThat(run("--host", "0.0.0.0")).isEqualTo(2);
    assertThat(run("--nope")).isEqualTo(2);
    assertThat(run("--fault", "stall:huge@1+1")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "from 0 to 65535", "workers must be at least 1", "--insecure", "--nope", "found huge");
    assertThat(err.toString().lines()).hasSize(5);
  }

  @Test
  void helpHasAnExample() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString()).contains("Example:", "lab-target --port 9000");
  }

  private int run(String... arguments) {
    CommandLine command = LabTargetMain.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
