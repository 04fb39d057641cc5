package io.plimsoll.analyzer.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.analyzer.Outcomes;
import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.delta.DeltaWriter;
import io.plimsoll.analyzer.fold.OutcomeFold;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.outcome.SequenceHash;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;
import io.plimsoll.stats.sketch.ByteWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Both stages without Kafka: several source partitions, one target partition, one store. */
final class Pipeline {
  static final int SOURCES = 3;

  private static final String ELSEWHERE = "elsewhere";
  private static final long NO_TIMESTAMP = 0;

  private final AvroSerdes serdes;
  private final Topics topics = new Topics("t.", SOURCES);
  private final Outcomes outcomes;
  private final OutcomeFold[] folds = new OutcomeFold[SOURCES];
  private final KeyValueStore<Bytes, byte[]> kept = Stores.inMemoryKeyValueStore("kept").get();
  private final MergeStore store = new MergeStore(kept);
  private final Map<String, byte[]> windows = new TreeMap<>();
  private final Map<String, KpiAccumulator> closed = new TreeMap<>();
  private final List<RunSummary> summaries = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<SlaEvent> slaEvents = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private long expired;
  private final Budget budget;
  private OpenRuns runs;

  Pipeline() {
    this(new Budget(20_000, 1_000, 1_000));
  }

  Pipeline(Budget budget) {
    this.budget = budget;
    runs = newRuns();
    serdes = new AvroSerdes(new MockSchemaRegistryClient());
    outcomes = new Outcomes(serdes, topics);
    for (int i = 0; i < SOURCES; i++) {
      folds[i] =
          new OutcomeFold(
              new OutcomeReader(serdes.ids(), topics.requestOutcomes().name()),
              i,
              SOURCES,
              run -> run.equals(ELSEWHERE) ? 1 : 0,
              budget);
    }
  }

  private OpenRuns newRuns() {
    return new OpenRuns(
        SOURCES,
        new Waits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(60)),
        budget,
        WindowRetention.DEFAULT,
        store);
  }

  void outcome(int source, Outcomes.Outcome outcome) {
    folds[source].add(outcomes.encode(outcome), NO_TIMESTAMP, Pipeline::refuse);
  }

  private static void refuse(RejectedRecordException why) {
    throw why;
  }

  void mark(int source, String runId, String agentId, long watermarkMicros, boolean ended) {
    folds[source].add(
        outcomes.mark(runId, agentId, watermarkMicros, ended), NO_TIMESTAMP, Pipeline::refuse);
  }

  /** A mark of a run that lies on another target partition. */
  void elsewhere(int source, long watermarkMicros) {
    mark(source, ELSEWHERE, "a1", watermarkMicros, false);
  }

  void record(String runId, RunStatus status, String... agents) {
    record(
        RunRecord.newBuilder()
            .setRunId(runId)
            .setScenario("scenario")
            .setScenarioHash("0")
            .setStatus(status)
            .setStartedAtMicros(1)
            .setAgents(List.of(agents))
            .build());
  }

  /** A run with limits. */
  void record(
      String runId,
      RunStatus status,
      long startedMicros,
      Long endedMicros,
      List<SlaRule> rules,
      List<SlaRule> until) {
    record(
        RunRecord.newBuilder()
            .setRunId(runId)
            .setScenario("scenario")
            .setScenarioHash("0")
            .setStatus(status)
            .setStartedAtMicros(startedMicros)
            .setEndedAtMicros(endedMicros)
            .setAgents(List.of("a1"))
            .setSla(rules)
            .setUntil(until)
            .build());
  }

  void sample(String runId, String source, long atMicros, Map<String, Double> values) {
    runs.sample(
        SystemSample.newBuilder()
            .setRunId(runId)
            .setAgentId("a1")
            .setSource(source)
            .setSourceKind(SourceKind.HOST)
            .setAtMicros(atMicros)
            .setValues(values)
            .build());
  }

  void record(RunRecord record) {
    runs.record(record);
    store.putRecord(
        record.getRunId(),
        serdes.serializer(RunRecord.getClassSchema()).serialize(topics.runs().name(), record));
  }

  void lastLedger(String runId, String agentId, long emitted) {
    AgentLedger ledger =
        AgentLedger.newBuilder()
            .setRunId(runId)
            .setAgentId(agentId)
            .setAtMicros(1)
            .setEmitted(emitted)
            .setSequenceHash(LongStream.range(0, emitted).map(SequenceHash::of).sum())
            .setLast(true)
            .build();
    runs.ledger(ledger);
    store.putLedger(
        runId,
        agentId,
        serdes
            .serializer(AgentLedger.getClassSchema())
            .serialize(topics.agentLedger().name(), ledger));
  }

  /** The source has been read to its end. */
  void reachedEnd(int source) {
    folds[source].reachedEnd();
  }

  /** What the fold of this source has to hand on. */
  List<byte[]> drain(int source) {
    List<byte[]> deltas = new ArrayList<>();
    folds[source].drain(
        (partition, delta) -> {
          if (partition == 0) {
            deltas.add(delta);
          }
        });
    return deltas;
  }

  void merge(List<byte[]> deltas) {
    deltas.forEach(runs::delta);
  }

  /** A second of wall time passes for stage 2. */
  void tick() {
    merge(List.of(DeltaWriter.tick()));
  }

  /** Stage 2 commits, until nothing waits to be closed. */
  void flush() {
    flushOnce();
    while (isBehind()) {
      flushOnce();
    }
  }

  /** Whether windows wait for the next commit to be closed. */
  boolean isBehind() {
    return runs.isBehind();
  }

  /** Stage 2 commits once. */
  void flushOnce() {
    runs.flush(
        new MergeOutput() {
          @Override
          public WindowSink windows(String runId) {
            return new WindowSink() {
              @Override
              public void window(
                  Operation operation,
                  long width,
                  long start,
                  KpiAccumulator kpis,
                  boolean isClosed) {
                keep(runId + "|" + operation.name() + "|" + width + "|" + start, kpis, isClosed);
              }

              @Override
              public void expired(Operation operation, long width, long start) {
                windows.remove(runId + "|" + operation.name() + "|" + width + "|" + start);
                expired++;
              }
            };
          }

          @Override
          public void summary(RunSummary summary) {
            summaries.add(summary);
          }

          @Override
          public void finding(Finding finding) {
            findings.add(finding);
          }

          @Override
          public void slaEvent(SlaEvent event) {
            slaEvents.add(event);
          }

          @Override
          public void command(Command command) {
            commands.add(command);
          }
        });
  }

  private void keep(String key, KpiAccumulator kpis, boolean isClosed) {
    ByteWriter out = new ByteWriter(64);
    kpis.encode(out, 0);
    windows.put(key, out.copy());
    if (isClosed) {
      KpiAccumulator copy = new KpiAccumulator();
      copy.merge(kpis);
      if (closed.put(key, copy) != null) {
        throw new AssertionError(key + " was closed twice");
      }
    }
  }

  void drainAndFlush() {
    for (int i = 0; i < SOURCES; i++) {
      merge(drain(i));
    }
    flush();
  }

  /** Stage 2 dies and begins again from its store. */
  void crash() {
    runs = newRuns();
    runs.restore(new RunDecoder(serdes, topics));
  }

  /** The run's state is of an earlier version now. */
  void ageState(String runId) {
    store.putState(runId, new byte[] {1});
  }

  /** The newest encoding of each window, open or closed. */
  Map<String, byte[]> windows() {
    return windows;
  }

  /** It has told of the same windows as the other one, to the bit. */
  void assertWindowsOf(Pipeline other) {
    assertThat(windows.keySet()).isEqualTo(other.windows.keySet());
    windows.forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(other.windows.get(key)));
  }

  /** Windows told to be too old, those that never were included. */
  long expired() {
    return expired;
  }

  Map<String, KpiAccumulator> closed() {
    return closed;
  }

  List<Finding> findings() {
    return findings;
  }

  List<SlaEvent> slaEvents() {
    return slaEvents;
  }

  List<Command> commands() {
    return commands;
  }

  List<RunSummary> summaries() {
    return summaries;
  }

  RunSummary lastSummary() {
    return summaries.get(summaries.size() - 1);
  }

  int bytesOf(RunSummary summary) {
    return serdes
        .serializer(RunSummary.getClassSchema())
        .serialize(topics.runSummaries().name(), summary)
        .length;
  }

  /** Accumulators of stage 2 that live now. */
  int liveAccumulators() {
    return runs.liveAccumulators();
  }

  long storedEntries() {
    return kept.approximateNumEntries();
  }
}
