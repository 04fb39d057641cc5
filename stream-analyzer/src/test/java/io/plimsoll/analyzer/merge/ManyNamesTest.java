package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 10,000 operations, 200 runs, 100 agents, all on one partition. What lives and what is stored is
 * counted, because bytes of heap depend on the collector.
 */
final class ManyNamesTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final int OPERATIONS = 10_000;
  private static final int BEYOND = 50;
  private static final int RUNS = 200;
  private static final int AGENTS = 100;
  private static final int OPERATIONS_OF_OTHERS = 50;
  private static final int SECONDS = 2;

  private static final String[] AGENT_IDS =
      IntStream.range(0, AGENTS).mapToObj(agent -> "a" + agent).toArray(String[]::new);

  private int mostLive;
  private long mostStored;

  private void merge(Pipeline pipeline) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      for (byte[] delta : pipeline.drain(source)) {
        pipeline.merge(List.of(delta));
        mostLive = Math.max(mostLive, pipeline.liveAccumulators());
      }
    }
    pipeline.flush();
    mostStored = Math.max(mostStored, pipeline.storedEntries());
  }

  private static int operations(int run) {
    return run == 0 ? OPERATIONS + BEYOND : OPERATIONS_OF_OTHERS;
  }

  /** One outcome of each operation in each second, of one agent after the other. */
  private static void second(Pipeline pipeline, int run, int second) {
    int operations = operations(run);
    for (int i = 0; i < operations; i++) {
      long number = (long) second * operations + i;
      long end = START + second * SECOND + i;
      pipeline.outcome(
          (int) (number % Pipeline.SOURCES),
          success("r" + run, number / AGENTS, "op" + i, end, 1000 + i).of("a" + number % AGENTS));
    }
  }

  private static void end(Pipeline pipeline, int run) {
    long outcomes = (long) operations(run) * SECONDS;
    for (int agent = 0; agent < AGENTS; agent++) {
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        pipeline.mark(source, "r" + run, "a" + agent, START + SECONDS * SECOND, true);
      }
      long emitted = (outcomes - agent + AGENTS - 1) / AGENTS;
      pipeline.lastLedger("r" + run, "a" + agent, emitted);
    }
    pipeline.record("r" + run, RunStatus.ENDED, AGENT_IDS);
  }

  @Test
  void whatLivesAndWhatIsStoredStaysBoundedAndItIsSaid() {
    Pipeline pipeline = new Pipeline(Budget.DEFAULT);
    for (int run = 0; run < RUNS; run++) {
      pipeline.record("r" + run, RunStatus.RUNNING, AGENT_IDS);
    }
    for (int second = 0; second < SECONDS; second++) {
      for (int run = 0; run < RUNS; run++) {
        second(pipeline, run, second);
      }
      merge(pipeline);
    }
    for (int run = 0; run < RUNS; run++) {
      end(pipeline, run);
    }
    merge(pipeline);

    int operations = OPERATIONS + 2 + (RUNS - 1) * (OPERATIONS_OF_OTHERS + 1);
    assertThat(mostLive).isLessThan(LiveRoom.LIVE + LiveRoom.LIVE_PER_OPERATION * operations);
    assertThat(mostStored)
        .as("record, state, ledgers and a few journals of each run, totals of 16 operations each")
        .isLessThan(RUNS * (AGENTS + 2 + 8L) + operations);
    assertThat(pipeline.liveAccumulators()).as("all given back").isZero();
    assertThat(pipeline.storedEntries()).as("a mark for each finished run").isEqualTo(RUNS);
    assertCrowdOfTheFirst(pipeline);
  }

  private static void assertCrowdOfTheFirst(Pipeline pipeline) {
    assertThat(pipeline.summaries())
        .filteredOn(RunSummary::getClosed)
        .hasSize(RUNS)
        .allSatisfy(summary -> assertThat(summary.getComplete()).isTrue());
    RunSummary first =
        pipeline.summaries().stream()
            .filter(summary -> summary.getClosed() && summary.getRunId().equals("r0"))
            .findFirst()
            .orElseThrow();
    assertThat(first.getTotal().getCount()).isEqualTo((OPERATIONS + BEYOND) * (long) SECONDS);
    assertThat(first.getOperations()).hasSize(OPERATIONS + 1);
    assertThat(first.getOperations())
        .filteredOn(each -> each.getOperation().equals(Budget.OTHER))
        .singleElement()
        .satisfies(other -> assertThat(other.getCount()).isEqualTo((long) BEYOND * SECONDS));
    assertThat(pipeline.findings()).extracting(Finding::getRunId).containsOnly("r0");
    assertThat(pipeline.findings())
        .extracting(Finding::getState)
        .containsExactly(FindingState.OPEN, FindingState.CLOSED);
    assertThat(pipeline.findings().get(1).getEvidence())
        .containsEntry("otherOutcomes", (double) BEYOND * SECONDS);
  }

  @Test
  void aSummaryOfManyLongNamesFitsIntoARecord() {
    int operations = 20_000;
    Pipeline pipeline = new Pipeline(new Budget(operations, 10, 10));
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    String path = "/a".repeat(505);
    for (int i = 0; i < operations; i++) {
      pipeline.outcome(0, success("r1", i, "op" + i + path, START + i, 1000 + i));
    }
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + SECOND, true);
    }
    pipeline.lastLedger("r1", "a1", operations);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    merge(pipeline);

    RunSummary summary = pipeline.lastSummary();
    assertThat(pipeline.bytesOf(summary)).isBetween(13 << 20, 16 << 20);
    assertThat(summary.getComplete()).isTrue();
    assertThat(summary.getTotal().getCount()).isEqualTo(operations);
    int apart = summary.getOperations().size() - 1;
    assertThat(apart)
        .as("more than the usual budget")
        .isGreaterThan(Budget.DEFAULT.operationsPerRun());
    assertThat(summary.getOperations())
        .filteredOn(each -> each.getOperation().equals(Budget.OTHER))
        .singleElement()
        .satisfies(other -> assertThat(other.getCount()).isEqualTo(operations - apart));
    assertThat(pipeline.findings())
        .allSatisfy(
            finding -> assertThat(finding.getTitle()).contains("than " + apart + " operations"));
  }

  @Test
  void aRestartIntoAFullJournalOfManyOperationsLosesNothing() {
    Pipeline undisturbed = new Pipeline();
    Pipeline crashing = new Pipeline();
    for (Pipeline each : List.of(undisturbed, crashing)) {
      each.record("r1", RunStatus.RUNNING, "a1");
      for (int second = 0; second < SECONDS; second++) {
        for (int i = 0; i < OPERATIONS; i++) {
          int number = second * OPERATIONS + i;
          long end = START + second * SECOND + i;
          each.outcome(number % Pipeline.SOURCES, success("r1", number, "op" + i, end, 1000 + i));
        }
        merge(each);
      }
    }

    long stored = crashing.storedEntries();
    crashing.crash();
    int live = crashing.liveAccumulators();
    for (Pipeline each : List.of(undisturbed, crashing)) {
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        each.mark(source, "r1", "a1", START + SECONDS * SECOND, true);
      }
      each.lastLedger("r1", "a1", (long) OPERATIONS * SECONDS);
      each.record("r1", RunStatus.ENDED, "a1");
      merge(each);
    }

    assertThat(stored).as("entries, not one of each window").isLessThan(100);
    assertThat(live)
        .as("windows taken back, four encoded ones for one")
        .isGreaterThanOrEqualTo(OPERATIONS * SECONDS / 4);
    assertThat(crashing.lastSummary()).isEqualTo(undisturbed.lastSummary());
    assertThat(crashing.lastSummary().getComplete()).isTrue();
    crashing.assertWindowsOf(undisturbed);
  }
}
