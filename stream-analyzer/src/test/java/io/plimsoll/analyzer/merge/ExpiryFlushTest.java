package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.RunStatus;
import org.junit.jupiter.api.Test;

/** However many windows are too old after a pause, a flush expires a bounded number of them. */
final class ExpiryFlushTest {
  private static final int OPERATIONS = 1_500;
  private static final int SECONDS = 65;
  private static final int PAUSE = 4 * 3600;
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;

  private static Pipeline paused() {
    Pipeline pipeline = new Pipeline();
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    for (int second = 0; second < SECONDS; second++) {
      for (int i = 0; i < OPERATIONS; i++) {
        long number = (long) second * OPERATIONS + i;
        int source = (int) (number % Pipeline.SOURCES);
        pipeline.outcome(source, success("r1", number, "op" + i, START + second * SECOND + i, 9));
      }
      mark(pipeline, second + 1, false);
      pipeline.flush();
    }
    long last = (long) SECONDS * OPERATIONS;
    pipeline.outcome(0, success("r1", last, "op0", START + PAUSE * SECOND, 9));
    mark(pipeline, PAUSE + 100, false);
    return pipeline;
  }

  private static void mark(Pipeline pipeline, long second, boolean ended) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + second * SECOND, ended);
      pipeline.merge(pipeline.drain(source));
    }
  }

  @Test
  void expiresABoundedNumberOfWindowsAtATimeAndNoneOfThePause() {
    Pipeline pipeline = paused();
    long before = 0;
    int flushes = 0;
    do {
      pipeline.flushOnce();
      assertThat(pipeline.expired() - before)
          .as("windows expired in flush %d", ++flushes)
          .isLessThan(5L * RunFlush.WINDOWS_PER_FLUSH);
      before = pipeline.expired();
    } while (pipeline.isBehind());

    assertThat(flushes).isGreaterThan(2);
    assertThat(pipeline.expired())
        .as("those of a second; those of ten seconds are kept for longer")
        .isEqualTo((long) SECONDS * (OPERATIONS + 1));
    assertThat(pipeline.windows().keySet())
        .filteredOn(key -> key.contains("|" + SECOND + "|"))
        .hasSize(2);
  }

  @Test
  void restartsBetweenTheFlushesLeaveNoWindowBehind() {
    Pipeline undisturbed = paused();
    undisturbed.flush();
    Pipeline crashing = paused();
    crashing.flushOnce();
    while (crashing.isBehind()) {
      crashing.crash(); // what was flushed is in the store
      crashing.flushOnce();
    }

    assertThat(crashing.expired()).isEqualTo(undisturbed.expired());
    crashing.assertWindowsOf(undisturbed);
  }
}
