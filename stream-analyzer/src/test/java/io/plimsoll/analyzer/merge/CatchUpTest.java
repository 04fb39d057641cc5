package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A long run, or one with many operations, read from its start: one partition far ahead of the
 * others. What lives is counted, because bytes of heap depend on the collector.
 */
final class CatchUpTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final int SECONDS = 9_000;

  /** Two operations and all together. */
  private static final int BOUND = LiveRoom.LIVE + 3 * LiveRoom.LIVE_PER_OPERATION;

  private final Pipeline pipeline = new Pipeline();
  private int sequence;
  private int mostLive;

  private void commit(Pipeline into) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      for (byte[] delta : into.drain(source)) {
        into.merge(List.of(delta));
        mostLive = Math.max(mostLive, into.liveAccumulators());
      }
    }
    into.flush();
  }

  /** All of a partition, then all of the next, a commit every ten minutes of event time. */
  private void partitionsInTurns(Runnable afterCommit) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      for (int second = 0; second < SECONDS; second++) {
        long end = START + second * SECOND;
        pipeline.outcome(source, success("r1", sequence++, "op" + second % 2, end, 1000 + second));
        if (second % 600 == 599) {
          pipeline.mark(source, "r1", "a1", end, false);
          commit(pipeline);
          afterCommit.run();
        }
      }
    }
  }

  private void end(String run, int emitted) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, run, "a1", START + SECONDS * SECOND, true);
    }
    pipeline.lastLedger(run, "a1", emitted);
    pipeline.record(run, RunStatus.ENDED, "a1");
    commit(pipeline);
  }

  private void assertExact() {
    RunSummary summary = pipeline.lastSummary();
    assertThat(summary.getClosed()).isTrue();
    assertThat(summary.getComplete()).isTrue();
    assertThat(summary.getTotal().getCount()).isEqualTo(sequence);
    for (int second = 0; second < SECONDS; second++) {
      long start = START + second * SECOND;
      for (String operation : new String[] {"op" + second % 2, "*"}) {
        var window = pipeline.closed().get("r1|" + operation + "|1000000|" + start);
        assertThat(window.count()).as("%s in second %d", operation, second).isEqualTo(3);
        assertThat(window.service().max()).isEqualTo(1000 + second);
      }
    }
    long minutes =
        pipeline.closed().keySet().stream().filter(key -> key.contains("|*|60000000|")).count();
    assertThat(minutes).isEqualTo(SECONDS / 60);
  }

  @Test
  void liveWindowsAreBoundedThoughPartitionsAreHoursApart() {
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    partitionsInTurns(() -> {});
    end("r1", sequence);

    assertExact();
    assertThat(SECONDS * 2).as("accumulators without a bound").isGreaterThan(BOUND);
    assertThat(mostLive).isBetween(LiveRoom.LIVE / 2, BOUND);
    assertThat(pipeline.liveAccumulators()).as("all given back").isZero();
  }

  @Test
  void crashesWhileWindowsAreAsideLoseNothing() {
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    partitionsInTurns(
        () -> {
          if (sequence % 1_200 == 0) {
            pipeline.crash();
            mostLive = Math.max(mostLive, pipeline.liveAccumulators());
          }
        });
    end("r1", sequence);

    assertExact();
    assertThat(mostLive).isLessThanOrEqualTo(BOUND);
  }
}
