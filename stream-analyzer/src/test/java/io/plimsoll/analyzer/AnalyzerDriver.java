package io.plimsoll.analyzer;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.delta.DeltaKeys;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.outcome.SequenceHash;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The whole topology without a broker. The driver never calls the producer's hook, so {@link
 * #commit} does: what the tasks hand over is fed back (deltas) or kept (everything else).
 */
final class AnalyzerDriver implements AutoCloseable {
  static final long SECOND = 1_000_000;

  /** The beginning of most tests' time: a multiple of a minute. */
  static final long START = 1_800_000_000L * SECOND;

  private static final int PARTITIONS = 1;
  private static final int MOST_ROUNDS = 10;

  private final CommitHook hook = new CommitHook();
  private final AvroSerdes serdes;
  private final Topics topics = new Topics("t.", PARTITIONS);
  private final Topic deltas = AnalyzerTopics.deltas(topics);
  private final Outcomes outcomes;
  private final Map<String, KpiWindow> windows = new LinkedHashMap<>();
  private final List<RunSummary> summaries = new ArrayList<>();
  private final List<String> expired = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<SlaEvent> slaEvents = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final TopologyTestDriver driver;

  AnalyzerDriver(Path stateDir) {
    this(stateDir, new MockSchemaRegistryClient());
  }

  AnalyzerDriver(Path stateDir, SchemaRegistryClient registry) {
    this(stateDir, registry, config -> config);
  }

  AnalyzerDriver(Path stateDir, UnaryOperator<AnalyzerConfig> change) {
    this(stateDir, new MockSchemaRegistryClient(), change);
  }

  private AnalyzerDriver(
      Path stateDir, SchemaRegistryClient registry, UnaryOperator<AnalyzerConfig> change) {
    serdes = new AvroSerdes(registry);
    outcomes = new Outcomes(serdes, topics);
    AnalyzerConfig config =
        change.apply(
            new AnalyzerConfig(new Cluster("unused:1", "mock://unused", topics, Map.of()), stateDir)
                .withPatience(Duration.ofSeconds(5)));
    Properties settings = StreamsSettings.of(config);
    driver =
        new TopologyTestDriver(
            AnalyzerTopology.build(config, serdes, hook),
            settings,
            Instant.ofEpochSecond(START / SECOND));
  }

  Topics topics() {
    return topics;
  }

  AvroSerdes serdes() {
    return serdes;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  void outcome(Outcomes.Outcome outcome) {
    raw(topics.requestOutcomes(), outcomes.encode(outcome));
  }

  void mark(String runId, String agentId, long watermarkMicros) {
    raw(topics.requestOutcomes(), outcomes.mark(runId, agentId, watermarkMicros, false));
  }

  void ended(String runId, String agentId, long watermarkMicros) {
    raw(topics.requestOutcomes(), outcomes.mark(runId, agentId, watermarkMicros, true));
  }

  void run(String runId, RunStatus status, String... agents) {
    run(runId, status, List.of(), agents);
  }

  void run(String runId, RunStatus status, List<SlaRule> rules, String... agents) {
    RunRecord record =
        RunRecord.newBuilder()
            .setRunId(runId)
            .setScenario("scenario")
            .setScenarioHash("0")
            .setStatus(status)
            .setStartedAtMicros(START)
            .setEndedAtMicros(status == RunStatus.RUNNING ? null : START + 30 * SECOND)
            .setAgents(List.of(agents))
            .setSla(rules)
            .build();
    avro(topics.runs(), runId, record);
  }

  /** A ledger that speaks of the first so many sequence numbers. */
  void ledger(String runId, String agentId, long emitted, boolean last) {
    long hash = LongStream.range(0, emitted).map(SequenceHash::of).sum();
    AgentLedger ledger =
        AgentLedger.newBuilder()
            .setRunId(runId)
            .setAgentId(agentId)
            .setAtMicros(START)
            .setEmitted(emitted)
            .setSequenceHash(hash)
            .setLast(last)
            .build();
    avro(topics.agentLedger(), runId + "|" + agentId, ledger);
  }

  void sample(SystemSample sample) {
    avro(topics.systemSamples(), sample.getSource(), sample);
  }

  void avro(Topic topic, String key, SpecificRecord value) {
    byte[] bytes = serdes.serializer(topic.value()).serialize(topic.name(), value);
    input(topic).pipeInput(key.getBytes(StandardCharsets.UTF_8), bytes);
  }

  void raw(Topic topic, byte[] value) {
    input(topic).pipeInput(null, value);
  }

  private TestInputTopic<byte[], byte[]> input(Topic topic) {
    return driver.createInputTopic(
        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Lets the tasks of these topics' partitions flush, and feeds deltas on until none are left. */
  void commit() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<byte[]> fedBack = new ArrayList<>();
      hook.beforeCommit(
          List.of(partition(topics.requestOutcomes()), partition(deltas)),
          (topic, partition, key, value) -> keep(topic, key, value, fedBack));
      if (fedBack.isEmpty()) {
        return;
      }
      fedBack.forEach(delta -> raw(deltas, delta));
    }
    throw new AssertionError("deltas without end");
  }

  /** Stage 1 alone flushes; its deltas are returned and not fed on. */
  List<byte[]> commitFold() {
    List<byte[]> deltasOnly = new ArrayList<>();
    hook.beforeCommit(
        List.of(partition(topics.requestOutcomes())),
        (topic, partition, key, value) -> keep(topic, key, value, deltasOnly));
    return deltasOnly;
  }

  void delta(byte[] delta) {
    raw(deltas, delta);
  }

  /** A delta as the analyzer writes it, with its key. */
  void ownDelta(byte[] delta) {
    input(deltas).pipeInput(DeltaKeys.of(0), delta);
  }

  private static TopicPartition partition(Topic topic) {
    return new TopicPartition(topic.name(), 0);
  }

  private void keep(String topic, byte[] key, byte[] value, List<byte[]> fedBack) {
    if (value == null) {
      expired.add(new String(key, StandardCharsets.UTF_8));
    } else if (topic.equals(deltas.name())) {
      fedBack.add(value);
    } else if (topic.equals(topics.kpiWindows().name())) {
      KpiWindow window = read(KpiWindow.class, topic, value);
      windows.put(
          key(
              window.getRunId(),
              window.getOperation(),
              window.getWidthMillis() / 1000,
              (window.getStartMicros() - START) / SECOND),
          window);
    } else if (topic.equals(topics.findings().name())) {
      findings.add(read(Finding.class, topic, value));
    } else if (topic.equals(topics.slaEvents().name())) {
      slaEvents.add(read(SlaEvent.class, topic, value));
    } else if (topic.equals(topics.commands().name())) {
      commands.add(read(Command.class, topic, value));
    } else {
      summaries.add(read(RunSummary.class, topic, value));
    }
  }

  private <T extends SpecificRecord> T read(Class<T> type, String topic, byte[] value) {
    Schema schema = SpecificData.get().getSchema(type);
    return type.cast(serdes.deserializer(schema).deserialize(topic, value));
  }

  private static String key(String runId, String operation, long widthSeconds, long atSecond) {
    return runId + "|" + operation + "|" + widthSeconds + "|" + atSecond;
  }

  /** The newest record of this window; null when there is none. */
  KpiWindow window(String runId, String operation, int widthSeconds, int atSecond) {
    return windows.get(key(runId, operation, widthSeconds, atSecond));
  }

  Map<String, KpiWindow> windows() {
    return windows;
  }

  /** The newest summary of the run. */
  RunSummary summary(String runId) {
    return summaries.stream()
        .filter(summary -> summary.getRunId().equals(runId))
        .reduce((before, after) -> after)
        .orElseThrow(() -> new AssertionError("no summary of " + runId));
  }

  long closedSummaries(String runId) {
    return summaries.stream()
        .filter(summary -> summary.getRunId().equals(runId) && summary.getClosed())
        .count();
  }

  /** Keys of windows that were deleted from the topic. */
  List<String> expired() {
    return expired;
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

  List<DeadLetter> deadLetters() {
    return output(DeadLetter.class, topics.deadLetters());
  }

  List<ResourceWindow> resourceWindows() {
    return output(ResourceWindow.class, topics.resourceWindows());
  }

  /** What compaction leaves of resource-windows, by key; reads the topic to its end. */
  Map<String, ResourceWindow> compactedResourceWindows() {
    Topic topic = topics.resourceWindows();
    Map<String, ResourceWindow> newest = new LinkedHashMap<>();
    for (KeyValue<byte[], byte[]> record :
        driver
            .createOutputTopic(
                topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readKeyValuesToList()) {
      String key = new String(record.key, StandardCharsets.UTF_8);
      if (record.value == null) {
        newest.remove(key);
      } else {
        newest.put(key, read(ResourceWindow.class, topic.name(), record.value));
      }
    }
    return newest;
  }

  private <T extends SpecificRecord> List<T> output(Class<T> type, Topic topic) {
    List<T> values = new ArrayList<>();
    driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readValuesToList()
        .forEach(value -> values.add(read(type, topic.name(), value)));
    return values;
  }

  /** Lets wall time pass in steps of a second, with a commit after each. */
  void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
      commit();
    }
  }

  KeyValueStore<Bytes, byte[]> openRuns() {
    return driver.getKeyValueStore("open-runs");
  }

  /** Runs that windows of resources are kept of that may still change. */
  Set<String> openResourceRuns() {
    Set<String> runs = new TreeSet<>();
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore("open-resource-windows");
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      entries.forEachRemaining(
          entry -> {
            if (entry.value.length > Long.BYTES) { // less is a mark
              ByteBuffer key = ByteBuffer.wrap(entry.key.get());
              byte[] run = new byte[key.getInt()];
              key.get(run);
              runs.add(new String(run, StandardCharsets.UTF_8));
            }
          });
    }
    return runs;
  }

  @Override
  public void close() {
    driver.close();
  }
}
