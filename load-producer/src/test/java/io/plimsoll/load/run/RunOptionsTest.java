package io.plimsoll.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RunOptionsTest {
  @Test
  void refusesIdsThatTheAnalyzerWouldRefuse() {
    RunOptions.Builder run = RunOptions.builder().runId("r".repeat(256));
    RunOptions.Builder agent = RunOptions.builder().agentId("a1\0");

    assertThatThrownBy(run::build).hasMessage("run id: expected 1 to 255 bytes, found 256");
    assertThatThrownBy(agent::build)
        .hasMessage("agent id: expected no control character, found U+0000");
    assertThat(RunOptions.builder().runId("r1").build().runId()).contains("r1");
  }
}
