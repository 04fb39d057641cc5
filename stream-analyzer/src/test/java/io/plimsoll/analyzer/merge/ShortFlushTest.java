package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many windows could be closed, a flush closes a bounded number of them. */
final class ShortFlushTest {
  private static final int OPERATIONS = 7_000;
  private static final int SECONDS = 5;
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;

  /** What begins before the bound is reached is closed whole. */
  private static final int OF_A_WIDTH = OPERATIONS + 1;

  private static Pipeline ended() {
    return ended(SECONDS);
  }

  private static Pipeline ended(int seconds) {
    Pipeline pipeline = new Pipeline();
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < OPERATIONS; i++) {
        long number = (long) second * OPERATIONS + i;
        long end = START + second * SECOND + i;
        pipeline.outcome(
            (int) (number % Pipeline.SOURCES), success("r1", number, "op" + i, end, 9));
      }
    }
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + seconds * SECOND, true);
      pipeline.merge(pipeline.drain(source));
    }
    pipeline.lastLedger("r1", "a1", (long) OPERATIONS * seconds);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    return pipeline;
  }

  @Test
  void closesABoundedNumberOfWindowsAtATime() {
    Pipeline pipeline = ended();
    int before = 0;
    int flushes = 0;
    do {
      pipeline.flushOnce();
      assertThat(pipeline.closed().size() - before)
          .as("windows closed in flush %d", ++flushes)
          .isLessThan(RunFlush.WINDOWS_PER_FLUSH + OF_A_WIDTH);
      before = pipeline.closed().size();
    } while (pipeline.isBehind());

    assertThat(flushes).isGreaterThan(2);
    assertThat(pipeline.closed()).hasSize((OPERATIONS + 1) * (SECONDS + 2));
    assertThat(pipeline.lastSummary().getClosed()).isTrue();
    assertThat(pipeline.lastSummary().getComplete()).isTrue();
    assertThat(pipeline.liveAccumulators()).as("all given back").isZero();
  }

  @Test
  void aCrashBetweenTwoFlushesChangesNothing() {
    Pipeline undisturbed = ended();
    undisturbed.flush();
    Pipeline crashing = ended();
    crashing.flushOnce();
    assertThat(crashing.isBehind()).isTrue();
    while (crashing.isBehind()) {
      crashing.crash(); // what was flushed is in the store
      crashing.flushOnce();
    }

    assertThat(crashing.lastSummary()).isEqualTo(undisturbed.lastSummary());
    crashing.assertWindowsOf(undisturbed);
  }

  /** Wide windows close in parts, and a slot's windows take the place of what came for it. */
  @Test
  void crashesWhileARunOfSeveralSlotsGoesOnChangeNothing() {
    Pipeline undisturbed = new Pipeline();
    Pipeline crashing = new Pipeline();
    goesOn(undisturbed, () -> {});
    int[] flushes = {0};
    goesOn(
        crashing,
        () -> {
          if (++flushes[0] % 3 == 0) { // some of the parts of a window, not all
            crashing.crash();
          }
        });

    assertThat(crashing.lastSummary()).isEqualTo(undisturbed.lastSummary());
    assertThat(crashing.lastSummary().getComplete()).isTrue();
    crashing.assertWindowsOf(undisturbed);
  }

  private static void goesOn(Pipeline pipeline, Runnable afterFlush) {
    int operations = 1_500;
    int seconds = 85;
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < operations; i++) {
        long number = (long) second * operations + i;
        long end = START + second * SECOND + i;
        int source = (int) (number % Pipeline.SOURCES);
        pipeline.outcome(source, success("r1", number, "op" + i, end, 9 + number % 77));
      }
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        pipeline.mark(source, "r1", "a1", START + (second + 1) * SECOND, second == seconds - 1);
        pipeline.merge(pipeline.drain(source));
      }
      pipeline.flushOnce();
      afterFlush.run();
    }
    pipeline.lastLedger("r1", "a1", (long) operations * seconds);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    pipeline.flush();
  }

  /**
   * A flush that stops in the middle leaves wide windows closed, wholly or in parts, whose last
   * seconds nothing came for. What comes for these afterwards is late, also after a restart.
   */
  @ParameterizedTest
  @CsvSource({"999, 6, false", "999, 6, true", "1600, 5, false", "1600, 5, true"})
  void whatComesForAWindowThatHasClosedIsLate(int operations, int seconds, boolean crashes) {
    Pipeline pipeline = new Pipeline();
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    int sequence = 0;
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < operations; i++) {
        long end = START + second * SECOND + i;
        pipeline.outcome(sequence % Pipeline.SOURCES, success("r1", sequence++, "op" + i, end, 9));
      }
    }
    pipeline.outcome(0, success("r1", sequence++, "op1", START + 75 * SECOND, 9));
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + 90 * SECOND, false);
      pipeline.merge(pipeline.drain(source));
    }
    pipeline.flushOnce();
    assertThat(pipeline.closed().containsKey("r1|*|10000000|" + START)).as("begun").isTrue();
    assertThat(pipeline.isBehind()).isTrue();

    do { // outcomes of each part, of a second after the last one that closed
      for (int i = 0; i < 40; i++) {
        pipeline.outcome(1, success("r1", sequence++, "op" + i, START + 7 * SECOND, 9));
        pipeline.outcome(2, success("r1", sequence++, "op" + i, START + 57 * SECOND, 9));
      }
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        pipeline.merge(pipeline.drain(source));
      }
      pipeline.flushOnce();
      if (crashes) {
        pipeline.crash();
        pipeline.flushOnce();
      }
    } while (pipeline.isBehind());
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + 90 * SECOND, true);
      pipeline.merge(pipeline.drain(source));
    }
    pipeline.lastLedger("r1", "a1", sequence);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    pipeline.flush();

    RunSummary summary = pipeline.lastSummary();
    assertThat(summary.getClosed()).isTrue();
    assertThat(summary.getLate()).isGreaterThanOrEqualTo(40);
    assertThat(summary.getTotal().getCount()).isEqualTo(sequence - summary.getLate());
    for (long width : new long[] {1, 10, 60}) {
      assertThat(closed(pipeline, width))
          .as("outcomes in windows of %d s", width)
          .isEqualTo(sequence - summary.getLate());
    }
  }

  @Test
  void aSmallRunHasItsTurnWhileALargeOneCatchesUp() {
    Pipeline pipeline = ended(12); // by far more than a flush closes
    pipeline.flushOnce();
    pipeline.record("r2", RunStatus.RUNNING, "a1");
    pipeline.outcome(0, success("r2", 0, "upload", START, 9));
    pipeline.outcome(0, success("r2", 1, "upload", START + 5 * SECOND, 9));
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r2", "a1", START + 5 * SECOND, false);
      pipeline.merge(pipeline.drain(source));
    }

    pipeline.flushOnce();
    pipeline.flushOnce();

    assertThat(pipeline.closed().containsKey("r2|upload|1000000|" + START)).isTrue();
    assertThat(pipeline.lastSummary().getRunId()).as("live").isEqualTo("r2");
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r2", "a1", START + 5 * SECOND, true);
      pipeline.merge(pipeline.drain(source));
    }
    pipeline.lastLedger("r2", "a1", 2);
    pipeline.record("r2", RunStatus.ENDED, "a1");

    pipeline.flushOnce();
    pipeline.flushOnce();

    assertThat(pipeline.isBehind()).as("the large one goes on").isTrue();
    assertThat(pipeline.lastSummary().getRunId()).isEqualTo("r2");
    assertThat(pipeline.lastSummary().getClosed()).isTrue();
    pipeline.flush();
    assertThat(pipeline.lastSummary().getRunId()).isEqualTo("r1");
    assertThat(pipeline.lastSummary().getComplete()).isTrue();
  }

  private static long closed(Pipeline pipeline, long widthSeconds) {
    return pipeline.closed().entrySet().stream()
        .filter(window -> window.getKey().startsWith("r1|*|" + widthSeconds * SECOND + "|"))
        .mapToLong(window -> window.getValue().count())
        .sum();
  }
}
