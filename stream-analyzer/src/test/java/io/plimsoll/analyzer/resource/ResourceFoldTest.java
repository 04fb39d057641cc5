package io.plimsoll.analyzer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What of resource windows survives a restart. */
final class ResourceFoldTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;

  private final Kept kept = new Kept();

  /** What the store would hold. */
  private static final class Kept implements ResourceOutput {
    final Map<ResourceKey, ResourceCell> windows = new HashMap<>();
    final Map<String, Long> settled = new TreeMap<>();

    @Override
    public void window(ResourceKey key, ResourceCell cell) {
      windows.put(key, cell);
    }

    @Override
    public void forget(ResourceKey key) {
      windows.remove(key);
    }

    @Override
    public void settled(String runId, long endMicros) {
      settled.put(runId, endMicros);
    }

    @Override
    public void forgetSettled(String runId) {
      settled.remove(runId);
    }

    @Override
    public void expired(ResourceKey key) {
      // none is old enough
    }
  }

  private ResourceFold restarted() {
    ResourceFold fold = new ResourceFold(kept, WindowRetention.DEFAULT, 1);
    kept.settled.forEach(fold::restoreSettled);
    Map.copyOf(kept.windows).forEach(fold::restore);
    return fold;
  }

  private static SystemSample sample(String run, int second) {
    return SystemSample.newBuilder()
        .setRunId(run)
        .setAgentId("a1")
        .setSource("host")
        .setSourceKind(SourceKind.HOST)
        .setAtMicros(START + second * SECOND)
        .setValues(Map.of("cpu_ratio", 0.5))
        .build();
  }

  private long inMinuteOf(String run, int second) {
    return kept.windows
        .get(new ResourceKey(run, "host", "cpu_ratio", 60 * SECOND, START + second * SECOND))
        .count();
  }

  private static void add(ResourceFold fold, SystemSample sample) {
    fold.add(sample, sample.getAtMicros() / 1000);
  }

  @Test
  void windowsGoOnWhereTheyStood() {
    add(restarted(), sample("r1", 1));
    add(restarted(), sample("r1", 2));

    assertThat(inMinuteOf("r1", 0)).isEqualTo(2);
  }

  @Test
  void settledWindowsStaySettled() {
    ResourceFold before = restarted();
    add(before, sample("r1", 1));
    add(before, sample("r2", 2));

    ResourceFold after = restarted();
    assertThat(kept.settled).containsExactly(Map.entry("r1", START + 60 * SECOND));
    assertThatThrownBy(() -> add(after, sample("r1", 3)))
        .isInstanceOf(RejectedRecordException.class)
        .hasMessageContaining("settled");
    add(after, sample("r1", 60));
    assertThat(inMinuteOf("r1", 60)).isEqualTo(1);
  }

  @Test
  void theStoreTellsMarksFromWindows() {
    ResourceKey window = new ResourceKey("r1", "host", "cpu_ratio", SECOND, START);

    assertThat(ResourceKeys.isOfSettled(ResourceKeys.encode(window))).isFalse();
    assertThat(ResourceKeys.isOfSettled(ResourceKeys.ofSettled("r1"))).isTrue();
    assertThat(ResourceKeys.decode(ResourceKeys.ofSettled("r1")).runId()).isEqualTo("r1");
  }
}
