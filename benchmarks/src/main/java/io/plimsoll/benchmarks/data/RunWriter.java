package io.plimsoll.benchmarks.data;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import io.plimsoll.schemas.outcome.OutcomeEncoder;
import io.plimsoll.schemas.outcome.SequenceHash;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.OutcomePartitions;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what one agent writes of a run: outcomes without a key, marks on every partition, ledger
 * and run record. For one thread.
 */
public final class RunWriter implements AutoCloseable {
  private static final byte[] AGENT = utf8("agent-1");
  private static final byte[] SCENARIO = utf8("benchmark");
  private static final byte[] PHASE = utf8("steady");

  private final Topics topics;
  private final String runId;
  private final byte[] runBytes;
  private final List<String> names;
  private final byte[][] operations;
  private final OutcomePartitions partitions;
  private final SchemaRegistryClient registry;
  private final AvroSerdes serdes;
  private final OutcomeEncoder encoder = new OutcomeEncoder(0); // the batch writes the id
  private final OutcomeBatchEncoder batch;
  private final int perRecord;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Latencies latencies = new Latencies();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private List<SlaRule> rules = List.of();
  private long startMicros;
  private long sequence;
  private long hash;
  private long outcomeRecords;
  private long marks;

  /** One that chooses partitions as agents do. */
  public RunWriter(Cluster cluster, String runId, int operations, int lingerMillis, int perRecord) {
    this(cluster, runId, operations, lingerMillis, perRecord, true);
  }

  /**
   * Makes sure of the topics.
   *
   * @param operations how many of them
   * @param lingerMillis how long the producer waits for fuller batches
   * @param perRecord outcomes that share a Kafka record; 1 for none
   * @param asAgents whether partitions are chosen as agents do, or always by the producer
   */
  RunWriter(
      Cluster cluster,
      String runId,
      int operations,
      int lingerMillis,
      int perRecord,
      boolean asAgents) {
    this.perRecord = perRecord;
    topics = cluster.topics();
    this.runId = runId;
    runBytes = utf8(runId);
    names = IntStream.range(0, operations).mapToObj(i -> "operation-" + i).toList();
    this.operations = names.stream().map(RunWriter::utf8).toArray(byte[][]::new);
    partitions =
        new OutcomePartitions(
            asAgents && perRecord == 1 ? names : List.of(), topics.requestOutcomes().partitions());
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      new TopicAdmin(admin).ensure(topics.all());
    }
    registry = cluster.openRegistry();
    serdes = new AvroSerdes(registry);
    String outcomes = topics.requestOutcomes().name();
    batch =
        new OutcomeBatchEncoder(
            serdes.ids().idOf(outcomes, RequestOutcome.getClassSchema()),
            serdes.ids().idOf(outcomes, RequestOutcomeBatch.getClassSchema()));
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("linger.ms", lingerMillis);
    settings.put("batch.size", 256 * 1024);
    settings.put("buffer.memory", 64L << 20);
    settings.put("compression.type", "lz4");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public String runId() {
    return runId;
  }

  /** Records written so far to request-outcomes: those with outcomes, and marks. */
  public long written() {
    return outcomeRecords + marks;
  }

  /** Announces the run, without limits. */
  public void begin(long atMicros) {
    begin(atMicros, List.of());
  }

  /** Announces the run with the limits promised. */
  public void begin(long atMicros, List<SlaRule> limits) {
    rules = List.copyOf(limits);
    startMicros = atMicros;
    run(RunStatus.RUNNING, null);
    producer.flush();
  }

  /** One outcome that ended at this time; one in two hundred is an error. */
  public void outcome(long endMicros) {
    outcome(endMicros, sequence % 200 == 0);
  }

  /** One outcome that ended at this time, of one operation after the other in a mixed order. */
  public void outcome(long endMicros, boolean failed) {
    long number = sequence++;
    long mixed = SequenceHash.of(number);
    hash += mixed;
    int operation = (int) Long.remainderUnsigned(mixed, operations.length);
    long start = endMicros - latencies.micros(mixed);
    encoder
        .who(
            runBytes,
            AGENT,
            number,
            SCENARIO,
            operations[operation],
            PHASE,
            number % 100,
            Protocol.HTTP1)
        .when(start, start, endMicros)
        .how(
            failed ? OutcomeKind.ERROR_STATUS : OutcomeKind.SUCCESS,
            failed ? 500 : 200,
            null,
            512,
            16_384,
            -1,
            endMicros - start)
        .finishInto(batch);
    if (batch.size() == perRecord) {
      sendOutcomes(endMicros, partitions.of(operation, endMicros));
    }
  }

  private void sendOutcomes(long lastEndMicros, Integer partition) {
    if (batch.size() > 0) {
      String topic = topics.requestOutcomes().name();
      send(new ProducerRecord<>(topic, partition, lastEndMicros / 1_000, null, batch.finish()));
      outcomeRecords++;
    }
  }

  /** Every outcome that ended until then has been written. */
  public void mark(long watermarkMicros, boolean ended) {
    sendOutcomes(watermarkMicros, null);
    String topic = topics.requestOutcomes().name();
    byte[] value =
        serdes
            .<AgentProgress>serializer(AgentProgress.getClassSchema())
            .serialize(
                topic, new AgentProgress(runId, "agent-1", watermarkMicros, sequence, ended));
    for (int i = 0; i < topics.requestOutcomes().partitions(); i++) {
      send(new ProducerRecord<>(topic, i, watermarkMicros / 1_000, null, value));
      marks++;
    }
  }

  /** Ends the run: all of it is acknowledged when this returns. */
  public void end(long atMicros) {
    sendOutcomes(atMicros, null);
    producer.flush();
    mark(atMicros, true);
    AgentLedger ledger =
        AgentLedger.newBuilder()
            .setRunId(runId)
            .setAgentId("agent-1")
            .setAtMicros(atMicros)
            .setEmitted(sequence)
            .setSequenceHash(hash)
            .setLast(true)
            .build();
    avro(topics.agentLedger().name(), Topics.key(runId, "agent-1"), ledger);
    run(RunStatus.ENDED, atMicros);
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the data could not be written", failure.get());
    }
  }

  private void run(RunStatus status, Long endedAtMicros) {
    RunRecord record =
        RunRecord.newBuilder()
            .setRunId(runId)
            .setScenario("benchmark")
            .setScenarioHash("")
            .setStatus(status)
            .setStartedAtMicros(startMicros)
            .setEndedAtMicros(endedAtMicros)
            .setAgents(List.of("agent-1"))
            .setOperations(names)
            .setSla(rules)
            .build();
    avro(topics.runs().name(), Topics.key(runId), record);
  }

  private <T extends SpecificRecord> void avro(String topic, byte[] key, T record) {
    byte[] value = serdes.<T>serializer(record.getSchema()).serialize(topic, record);
    send(new ProducerRecord<>(topic, topics.partitionOf(runId), key, value));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells
  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, thrown) -> {
          if (thrown != null) {
            failure.compareAndSet(null, thrown);
          }
        });
  }

  @Override
  public void close() throws IOException {
    producer.close();
    registry.close();
  }
}
