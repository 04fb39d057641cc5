package io.plimsoll.analyzer.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.Outcomes.Outcome;
import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Findings of a whole run through both stages, told once whatever crashes. */
class FindingsTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final int PER_SECOND = 12;
  private static final int LENGTH = 260;

  private final Pipeline pipeline = new Pipeline();
  private final Random random = new Random(21);
  private long sequence;

  @Test
  void aCrashAfterAnySecondChangesNothing() {
    FindingsTest other = new FindingsTest();
    begin();
    other.begin();
    for (int second = 0; second < LENGTH; second++) {
      second(second);
      pipeline.crash();
      other.second(second);
      assertThat(pipeline.findings()).as("second %s", second).isEqualTo(other.pipeline.findings());
    }
    end();
    other.end();

    assertThat(pipeline.findings()).isEqualTo(other.pipeline.findings());
    assertThat(pipeline.findings())
        .extracting(each -> each.getState() + " " + each.getFindingId())
        .contains(
            "OPEN anomaly-latency-1",
            "CLOSED anomaly-latency-1",
            "OPEN bottleneck-cpu",
            "CLOSED bottleneck-cpu",
            "OPEN anomaly-errors-1",
            "OPEN anomaly-stall-1",
            "CLOSED anomaly-stall-1",
            "CLOSED drift-process:api/open_descriptors");
  }

  @Test
  void nothingOfAFinishedRunStaysInTheStore() {
    begin();
    for (int second = 0; second < 90; second++) {
      second(second);
    }
    end(90);

    assertThat(pipeline.storedEntries()).as("the mark that it is finished").isEqualTo(1);
  }

  private void begin() {
    pipeline.record(run(RunStatus.RUNNING, null));
  }

  private static RunRecord run(RunStatus status, Long ended) {
    return RunRecord.newBuilder()
        .setRunId("r")
        .setScenario("scenario")
        .setScenarioHash("0")
        .setStatus(status)
        .setStartedAtMicros(START)
        .setEndedAtMicros(ended)
        .setAgents(List.of("a1"))
        .setPlan(
            List.of(
                new PhasePlan(
                    "steady",
                    LoadModel.OPEN,
                    0L,
                    LENGTH * SECOND,
                    (double) PER_SECOND,
                    (double) PER_SECOND)))
        .build();
  }

  /** Slow from 70 to 80, failing from 100 to 110, silent from 150 to 155. */
  private void second(int second) {
    pipeline.sample(
        "r",
        "process:api",
        START + second * SECOND + 400_000,
        Map.of("open_descriptors", 80.0 + 0.5 * second));
    boolean slow = second >= 70 && second < 80;
    pipeline.sample(
        "r",
        "host",
        START + second * SECOND + 300_000,
        Map.of("cpu_ratio", (slow ? 0.97 : 0.4) + 0.01 * random.nextDouble()));
    boolean failing = second >= 100 && second < 110;
    boolean silent = second >= 150 && second < 155;
    for (int i = 0; i < (silent ? 0 : PER_SECOND); i++) {
      long end = START + second * SECOND + i * SECOND / PER_SECOND;
      long took = (long) ((slow ? 60_000 : 10_000) * Math.exp(0.3 * random.nextGaussian()));
      pipeline.outcome(
          (int) (sequence % Pipeline.SOURCES),
          Outcome.success("r", sequence++, i % 2 == 0 ? "browse" : "order", end, took)
              .as(failing && i % 2 == 0 ? OutcomeKind.ERROR_STATUS : OutcomeKind.SUCCESS));
    }
    mark(second + 1, false);
    pipeline.drainAndFlush();
  }

  private void mark(int second, boolean ended) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r", "a1", START + second * SECOND, ended);
    }
  }

  private void end() {
    end(LENGTH);
  }

  private void end(int second) {
    mark(second, true);
    pipeline.lastLedger("r", "a1", sequence);
    pipeline.record(run(RunStatus.ENDED, START + second * SECOND));
    pipeline.drainAndFlush();
  }
}
