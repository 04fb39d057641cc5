package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.analyzer.Outcomes.Outcome;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelineTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  private final Pipeline pipeline = new Pipeline();

  /** Heavy-tailed outcomes of three operations over 95 s, nearly in order of their ends. */
  private static List<Outcome> outcomes(long seed, int count) {
    Random random = new Random(seed);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long end = START + i * (95 * SECOND) / count - random.nextInt(100_000) + 100_000;
      long took = (long) Math.exp(random.nextGaussian() * 2 + 8);
      Outcome outcome = success("r1", i, "op" + random.nextInt(3), end, took);
      outcomes.add(random.nextInt(10) == 0 ? outcome.as(OutcomeKind.TIMEOUT) : outcome);
    }
    return outcomes;
  }

  private void end(int emitted) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + 96 * SECOND, true);
    }
    pipeline.lastLedger("r1", "a1", emitted);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    pipeline.drainAndFlush();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyWindowEqualsASlowNaiveCount(long seed) {
    List<Outcome> outcomes = outcomes(seed, 20_000);
    Random random = new Random(seed);
    pipeline.record("r1", RunStatus.RUNNING, "a1");

    for (int i = 0; i < outcomes.size(); i++) {
      pipeline.outcome(random.nextInt(Pipeline.SOURCES), outcomes.get(i));
      if (random.nextInt(400) == 0) {
        int source = random.nextInt(Pipeline.SOURCES);
        pipeline.mark(source, "r1", "a1", outcomes.get(i).endMicros() - 200_000, false);
        pipeline.merge(pipeline.drain(random.nextInt(Pipeline.SOURCES)));
        pipeline.flush();
      }
    }
    end(outcomes.size());

    Map<String, List<Long>> naive = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      for (long width : new long[] {SECOND, 10 * SECOND, 60 * SECOND}) {
        long start = outcome.endMicros() / width * width;
        for (String operation : List.of(outcome.operation(), "*")) {
          naive
              .computeIfAbsent(
                  "r1|%s|%d|%d".formatted(operation, width, start), k -> new ArrayList<>())
              .add(outcome.endMicros() - outcome.startMicros());
        }
      }
    }
    assertThat(pipeline.closed().keySet()).isEqualTo(naive.keySet());
    naive.forEach((key, values) -> assertSame(key, values, seed));
    assertThat(pipeline.lastSummary().getVerdict()).isEqualTo(Verdict.PASSED);
  }

  private void assertSame(String key, List<Long> values, long seed) {
    LatencySketch sketch = pipeline.closed().get(key).service();
    List<Long> sorted = values.stream().sorted().toList();
    assertThat(sketch.count()).as("%s, seed %d", key, seed).isEqualTo(sorted.size());
    assertThat(sketch.min()).isEqualTo(sorted.get(0));
    assertThat(sketch.max()).isEqualTo(sorted.get(sorted.size() - 1));
    for (double q : QUANTILES) {
      double exact = sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1));
      assertThat(sketch.quantile(q))
          .as("%s at %s, seed %d", key, q, seed)
          .isCloseTo(exact, within(exact * LatencySketch.RELATIVE_ERROR + 1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void crashesBetweenCommitsChangeNothing(long seed) {
    Pipeline undisturbed = new Pipeline();
    Random random = new Random(seed);
    List<Outcome> outcomes = outcomes(seed, 5_000);
    for (Pipeline each : List.of(undisturbed, pipeline)) {
      each.record("r1", RunStatus.RUNNING, "a1");
    }

    int source = 0;
    for (Outcome outcome : outcomes) {
      source = random.nextInt(Pipeline.SOURCES);
      undisturbed.outcome(source, outcome);
      pipeline.outcome(source, outcome);
      if (random.nextInt(200) == 0) {
        long watermark = outcome.endMicros() - 200_000;
        undisturbed.mark(source, "r1", "a1", watermark, false);
        pipeline.mark(source, "r1", "a1", watermark, false);
        undisturbed.merge(undisturbed.drain(source));
        undisturbed.flush();
        List<byte[]> deltas = pipeline.drain(source);
        pipeline.merge(deltas);
        if (random.nextBoolean()) {
          pipeline.crash(); // merged, not committed: the deltas are read again
          pipeline.merge(deltas);
        }
        pipeline.flush();
      }
    }
    for (Pipeline each : List.of(undisturbed, pipeline)) {
      for (int i = 0; i < Pipeline.SOURCES; i++) {
        each.mark(i, "r1", "a1", START + 96 * SECOND, true);
      }
      each.lastLedger("r1", "a1", outcomes.size());
      each.record("r1", RunStatus.ENDED, "a1");
      each.drainAndFlush();
    }

    pipeline.assertWindowsOf(undisturbed);
    assertThat(pipeline.lastSummary()).isEqualTo(undisturbed.lastSummary());
    assertThat(pipeline.lastSummary().getComplete()).isTrue();
    assertThat(pipeline.storedEntries()).as("the mark of the finished run").isEqualTo(1);
  }

  @Test
  void aPartitionWithoutOutcomesHoldsNothingBackOnceItHasMarks() {
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    pipeline.outcome(0, success("r1", 0, "upload", START, 1000));
    pipeline.mark(0, "r1", "a1", START + 9 * SECOND, false);
    pipeline.mark(1, "r1", "a1", START + 9 * SECOND, false);
    pipeline.drainAndFlush();
    assertThat(pipeline.closed()).isEmpty();

    pipeline.mark(2, "r1", "a1", START + 9 * SECOND, false);
    pipeline.drainAndFlush();

    assertThat(pipeline.closed())
        .containsOnlyKeys("r1|upload|1000000|" + START, "r1|*|1000000|" + START);
  }

  @Test
  void readingFromTheStartLosesNothingThoughPartitionsAreReadInTurns() {
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    int sequence = 0;
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      for (int second = 0; second < 50; second++) {
        long end = START + second * SECOND;
        pipeline.outcome(source, success("r1", sequence++, "upload", end, 1000));
        pipeline.mark(source, "r1", "a1", end, false);
        pipeline.drainAndFlush();
      }
    }
    end(sequence);

    RunSummary summary = pipeline.lastSummary();
    assertThat(summary.getLate()).isZero();
    assertThat(summary.getTotal().getCount()).isEqualTo(150);
    assertThat(summary.getComplete()).isTrue();
  }

  @Test
  void twelveThousandOperationsTravelInSeveralRecords() {
    int operations = 12_000;
    for (int i = 0; i < operations; i++) {
      pipeline.outcome(
          0, success("r1", i, "a-rather-long-operation-name-" + i, START + i, 1000 + i));
    }
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + SECOND, true);
    }

    List<byte[]> deltas = pipeline.drain(0);
    pipeline.merge(deltas);
    pipeline.lastLedger("r1", "a1", operations);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    pipeline.drainAndFlush();

    assertThat(deltas)
        .hasSizeGreaterThan(1)
        .allSatisfy(d -> assertThat(d).hasSizeLessThan(500_000));
    assertThat(pipeline.lastSummary().getOperations()).hasSize(operations);
    assertThat(pipeline.lastSummary().getComplete()).isTrue();
  }

  @Test
  void aRunMayPauseForAnHour() {
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    int sequence = 0;
    for (int second = 0; second < 200; second++) {
      long end = START + (second < 100 ? second : 3_600 + second) * SECOND;
      pipeline.outcome(0, success("r1", sequence++, "upload", end, 1000));
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        pipeline.mark(source, "r1", "a1", end, second == 199);
      }
      pipeline.drainAndFlush();
    }
    pipeline.lastLedger("r1", "a1", sequence);
    pipeline.record("r1", RunStatus.ENDED, "a1");
    pipeline.flush();

    assertThat(pipeline.lastSummary().getComplete()).isTrue();
  }
}
