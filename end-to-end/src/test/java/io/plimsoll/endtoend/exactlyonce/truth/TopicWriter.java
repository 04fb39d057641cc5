package io.plimsoll.endtoend.exactlyonce.truth;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import io.plimsoll.schemas.outcome.OutcomeEncoder;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the topics that agents write, with an idempotent producer that outlasts a broker. For one
 * thread.
 */
final class TopicWriter implements AutoCloseable {
  private static final int MOST_WAIT_MILLIS = 180_000;

  private final Topics topics;
  private final SchemaRegistryClient registry;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AvroSerializer<AgentProgress> marks;
  private final AvroSerializer<AgentLedger> ledgers;
  private final AvroSerializer<RunRecord> runs;
  private final OutcomeEncoder outcomes;
  private final OutcomeBatchEncoder batch;
  private final int perRecord;
  private final List<Runnable> batchAcknowledged = new ArrayList<>();
  private long batchEndMicros;

  /**
   * @param perRecord outcomes that may share a record
   */
  TopicWriter(Cluster cluster, int perRecord) {
    this.perRecord = perRecord;
    topics = cluster.topics();
    registry = cluster.openRegistry();
    AvroSerdes serdes = new AvroSerdes(registry);
    marks = serdes.serializer(AgentProgress.getClassSchema());
    ledgers = serdes.serializer(AgentLedger.getClassSchema());
    runs = serdes.serializer(RunRecord.getClassSchema());
    String topic = topics.requestOutcomes().name();
    int outcomeId = serdes.ids().idOf(topic, RequestOutcome.getClassSchema());
    outcomes = new OutcomeEncoder(outcomeId);
    batch =
        new OutcomeBatchEncoder(
            outcomeId, serdes.ids().idOf(topic, RequestOutcomeBatch.getClassSchema()));
    // Asked for now, because later the registry may be dead.
    serdes.ids().idOf(topic, AgentProgress.getClassSchema());
    serdes.ids().idOf(topics.agentLedger().name(), AgentLedger.getClassSchema());
    serdes.ids().idOf(topics.runs().name(), RunRecord.getClassSchema());
    producer =
        new KafkaProducer<>(
            settings(cluster), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> settings(Cluster cluster) {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", 10);
    settings.put("compression.type", "lz4");
    settings.put("buffer.memory", 128L << 20);
    settings.put("max.block.ms", MOST_WAIT_MILLIS);
    settings.put("delivery.timeout.ms", MOST_WAIT_MILLIS);
    settings.put("request.timeout.ms", 10_000);
    return settings;
  }

  /**
   * It is sent with the pass it belongs to, at the latest.
   *
   * @param acknowledged told once the broker has it
   */
  void outcome(Outcome outcome, byte[] agentId, long sequence, Runnable acknowledged) {
    outcomes
        .who(
            utf8(outcome.runId()),
            agentId,
            sequence,
            utf8("recorded"),
            utf8(outcome.operation()),
            utf8("steady"),
            sequence % 100,
            Protocol.HTTP1)
        .when(outcome.intendedStartMicros(), outcome.startMicros(), outcome.endMicros())
        .how(
            outcome.kind(),
            outcome.isError() ? 500 : 200,
            outcome.isError() ? utf8("recorded error") : null,
            outcome.bytesSent(),
            outcome.bytesReceived(),
            -1,
            outcome.serviceMicros())
        .finishInto(batch);
    batchAcknowledged.add(acknowledged);
    batchEndMicros = outcome.endMicros();
    if (batch.size() == perRecord) {
      endPass();
    }
  }

  /** Nothing of this agent follows for now: a batch that has begun is sent. */
  void endPass() {
    if (batch.size() == 0) {
      return;
    }
    List<Runnable> all = List.copyOf(batchAcknowledged);
    batchAcknowledged.clear();
    String topic = topics.requestOutcomes().name();
    send(
        new ProducerRecord<>(topic, null, batchEndMicros / 1000, null, batch.finish()),
        () -> all.forEach(Runnable::run));
  }

  /** Onto every partition. */
  void mark(AgentProgress mark) {
    String topic = topics.requestOutcomes().name();
    byte[] value = marks.serialize(topic, mark);
    long timestamp = mark.getWatermarkMicros() / 1000;
    for (int partition = 0; partition < topics.partitions(); partition++) {
      send(new ProducerRecord<>(topic, partition, timestamp, null, value), () -> {});
    }
  }

  void ledger(AgentLedger ledger) {
    byte[] key = Topics.key(ledger.getRunId(), ledger.getAgentId());
    String topic = topics.agentLedger().name();
    byRun(topic, ledger.getRunId(), key, ledgers.serialize(topic, ledger));
  }

  void run(RunRecord run) {
    String topic = topics.runs().name();
    byRun(topic, run.getRunId(), Topics.key(run.getRunId()), runs.serialize(topic, run));
  }

  private void byRun(String topic, String runId, byte[] key, byte[] value) {
    send(new ProducerRecord<>(topic, topics.partitionOf(runId), key, value), () -> {});
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
  private void send(ProducerRecord<byte[], byte[]> record, Runnable acknowledged) {
    producer.send(
        record,
        (position, error) -> {
          if (error == null) {
            acknowledged.run();
          } else {
            failure.compareAndSet(null, error);
          }
        });
  }

  /** Returns when the broker has acknowledged everything; without that there is no truth. */
  void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the recorder could not write", failure.get());
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
