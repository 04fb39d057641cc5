package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run that lost an agent ends does not depend on the clocks of the runs beside it. */
final class RunEndTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final long HOUR = 3_600 * SECOND;
  private static final int PATIENCE = 5; // of the pipeline
  private static final int LAST = Pipeline.SOURCES - 1;

  private final Pipeline pipeline = new Pipeline();
  private int sequence;
  private int sequenceOfOther;
  private int seconds;

  private void outcomes(int source) {
    for (int second = 0; second < 10; second++) {
      long end = START + second * SECOND;
      pipeline.outcome(source, success("r1", sequence++, "upload", end, 1_000));
      pipeline.mark(source, "r1", "a1", end, false);
    }
  }

  /** A second of wall time in which the other run, whose clock is so far off, is read. */
  private void second(long offMicros, boolean lastAtEnd) {
    long end = START + offMicros + seconds++ * SECOND;
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.outcome(source, success("r2", sequenceOfOther++, "upload", end, 1_000));
      pipeline.mark(source, "r2", "a1", end, false);
      if (source != LAST || lastAtEnd) {
        pipeline.reachedEnd(source);
      }
    }
    pipeline.drainAndFlush();
    pipeline.tick();
    pipeline.flush();
  }

  private List<RunSummary> closed() {
    return pipeline.summaries().stream()
        .filter(summary -> summary.getRunId().equals("r1") && summary.getClosed())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {-HOUR, 0, HOUR})
  void waitsUntilEachPartitionWasReadToItsEnd(long offMicros) {
    pipeline.record("r2", RunStatus.RUNNING, "a1");
    pipeline.record("r1", RunStatus.FAILED, START, START + 10 * SECOND, List.of(), List.of());
    for (int source = 0; source < LAST; source++) {
      outcomes(source);
    }
    for (int i = 0; i < 4 * PATIENCE; i++) {
      second(offMicros, false); // the last one is a backlog, with the other run in front
      assertThat(closed()).as("second %d", i).isEmpty();
    }
    outcomes(LAST);
    for (int i = 0; i <= PATIENCE; i++) {
      second(offMicros, true);
    }

    assertThat(closed()).hasSize(1);
    assertThat(closed().get(0).getTotal().getCount()).isEqualTo(10 * Pipeline.SOURCES);
    assertThat(closed().get(0).getReasons())
        .anyMatch(reason -> reason.startsWith("agent a1 died at sequence number 29"));
  }

  @Test
  void waitsForNoPartitionOnWhichNothingIsWritten() {
    pipeline.record("r1", RunStatus.FAILED, START, START + 10 * SECOND, List.of(), List.of());
    outcomes(0);
    pipeline.drainAndFlush();
    for (int i = 0; i < PATIENCE; i++) {
      assertThat(closed()).isEmpty();
      pipeline.tick();
      pipeline.flush();
    }

    assertThat(closed()).hasSize(1);
  }

  /** Another run's clock that is ahead makes no partition look silent while it is read. */
  @Test
  void aPartitionThatIsReadIsNotSilent() {
    pipeline.record("r1", RunStatus.FAILED, START, START + 10 * SECOND, List.of(), List.of());
    outcomes(0);
    pipeline.mark(LAST, "r3", "a1", START + HOUR, false);
    pipeline.drainAndFlush();
    for (int i = 0; i < 4 * PATIENCE; i++) {
      pipeline.elsewhere(LAST, START + i * SECOND);
      pipeline.drainAndFlush();
      pipeline.tick();
      pipeline.flush();
      assertThat(closed()).as("second %d", i).isEmpty();
    }
  }
}
