package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What grows, and what only looks like it. */
class DriftsTest {
  private static final String HEAP = "prometheus:target/jvm_memory_used_bytes{area=\"heap\"}";
  private static final String MOST_HEAP = "prometheus:target/jvm_memory_max_bytes{area=\"heap\"}";
  private static final double MIB = 1 << 20;

  @Test
  void aLeakIsFoundWhileItGrowsAndSaysWhenMemoryIsExhausted() {
    SimulatedRun run = new SimulatedRun(1).phase(700, 50, 50);
    for (int i = 0; i < 600; i++) {
      run.metric(HEAP, (100 + 0.2 * i + 2 * run.gaussian()) * MIB);
      run.metric(MOST_HEAP, 400 * MIB);
      run.seconds(1);
    }

    Finding open = run.findings().get(0);
    assertThat(open.getFindingId()).isEqualTo("drift-" + HEAP);
    assertThat(open.getState()).isEqualTo(FindingState.OPEN);
    run.finish();
    Finding last = run.findings().get(run.findings().size() - 1);
    assertThat(last.getState()).isEqualTo(FindingState.CLOSED);
    assertThat(last.getSeverity()).isEqualTo("critical");
    assertThat(last.getEvidence().get("growth")).isCloseTo(1.2, within(0.05));
    // 180 MiB are left at 0.2 MiB a second: 900 s.
    assertThat(last.getEvidence().get("hoursToLimit")).isCloseTo(0.25, within(0.01));
    assertThat(last.getTitle()).contains("and meets its limit in");
  }

  @Test
  void sawtoothWarmUpStepAndLatenciesThatStayAreNoDrift() {
    List<String> found = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      SimulatedRun run = new SimulatedRun(seed).phase(700, 50, 50);
      for (int i = 0; i < 400; i++) {
        run.metric(HEAP, (100 + 4 * (i % 25) + run.gaussian()) * MIB);
        run.metric(
            "process:api/memory_rss_bytes",
            (500 - 200 * Math.exp(-i / 30.0) + run.gaussian()) * MIB);
        run.metric("process:api/threads", i < 150 ? 60 : 90);
        run.seconds(1);
      }
      run.finish();
      found.addAll(run.told());
    }

    assertThat(found).isEmpty();
  }

  @Test
  void descriptorsLeakAndLogsGrow() {
    SimulatedRun run = new SimulatedRun(2).phase(700, 50, 50);
    for (int i = 0; i < 300; i++) {
      run.metric("process:api/open_descriptors", 80 + 0.25 * i);
      run.metric("files:/var/log/size_bytes", 1e6 + 5e4 * i);
      run.seconds(1);
    }
    run.finish();

    assertThat(run.told())
        .contains(
            "CLOSED drift-process:api/open_descriptors", "CLOSED drift-files:/var/log/size_bytes");
  }
}
