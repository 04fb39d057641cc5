package io.plimsoll.load.emit;

import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.OutcomePartitions;
import io.plimsoll.schemas.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the Kafka records of one run. Thread-safe except where said; all schemas are registered
 * when it is made.
 */
final class RunRecords {
  private final Topics topics;
  private final RunIdentity run;
  private final String outcomeTopic;
  private final int outcomePartitions;
  private final OutcomePartitions partitionOfOutcome;
  private final int partition;
  private final int outcomeSchemaId;
  private final int batchSchemaId;
  private long lastMillis;
  private Long lastTimestamp = 0L; // Kafka takes an object; many outcomes share one
  private final AvroSerializer<AgentProgress> progress;
  private final AvroSerializer<AgentLedger> ledgers;
  private final AvroSerializer<RunRecord> runs;
  private final AvroSerializer<SystemSample> samples;

  /**
   * @throws io.plimsoll.schemas.serde.WireException when the registry does not answer or refuses
   */
  RunRecords(Topics topics, AvroSerdes serdes, RunIdentity run) {
    this.topics = topics;
    this.run = run;
    // Asked for with every record, and made anew with every question.
    this.outcomeTopic = topics.requestOutcomes().name();
    this.outcomePartitions = topics.requestOutcomes().partitions();
    this.partitionOfOutcome = new OutcomePartitions(run.operations(), outcomePartitions);
    this.partition = topics.partitionOf(run.runId());
    this.progress = serdes.serializer(AgentProgress.getClassSchema());
    this.ledgers = serdes.serializer(AgentLedger.getClassSchema());
    this.runs = serdes.serializer(RunRecord.getClassSchema());
    this.samples = serdes.serializer(SystemSample.getClassSchema());
    this.outcomeSchemaId = serdes.ids().idOf(outcomeTopic, RequestOutcome.getClassSchema());
    this.batchSchemaId = serdes.ids().idOf(outcomeTopic, RequestOutcomeBatch.getClassSchema());
    serdes.ids().idOf(outcomeTopic, AgentProgress.getClassSchema());
    serdes.ids().idOf(topics.agentLedger().name(), AgentLedger.getClassSchema());
    serdes.ids().idOf(topics.runs().name(), RunRecord.getClassSchema());
    serdes.ids().idOf(topics.systemSamples().name(), SystemSample.getClassSchema());
  }

  int outcomeSchemaId() {
    return outcomeSchemaId;
  }

  int batchSchemaId() {
    return batchSchemaId;
  }

  int outcomePartitions() {
    return outcomePartitions;
  }

  /** For the sender's thread. */
  ProducerRecord<byte[], byte[]> outcome(SpoolEntry entry) {
    long millis = entry.micros() / 1000;
    if (millis != lastMillis) {
      lastMillis = millis;
      lastTimestamp = millis;
    }
    // Several share a record whatever their operations are.
    Integer to =
        entry.count() == 1 ? partitionOfOutcome.of(entry.operation(0), entry.micros()) : null;
    return new ProducerRecord<>(outcomeTopic, to, lastTimestamp, null, entry.value());
  }

  ProducerRecord<byte[], byte[]> progress(
      int onPartition, long watermarkMicros, long nextSequence, boolean ended) {
    AgentProgress mark =
        new AgentProgress(run.runId(), run.agentId(), watermarkMicros, nextSequence, ended);
    byte[] value = progress.serialize(outcomeTopic, mark);
    return new ProducerRecord<>(outcomeTopic, onPartition, watermarkMicros / 1000, null, value);
  }

  ProducerRecord<byte[], byte[]> ledger(AgentLedger entry) {
    String topic = topics.agentLedger().name();
    byte[] key = Topics.key(run.runId(), run.agentId());
    return new ProducerRecord<>(
        topic, partition, entry.getAtMicros() / 1000, key, ledgers.serialize(topic, entry));
  }

  ProducerRecord<byte[], byte[]> run(RunRecord record) {
    String topic = topics.runs().name();
    byte[] value = runs.serialize(topic, record);
    return new ProducerRecord<>(topic, partition, null, Topics.key(run.runId()), value);
  }

  ProducerRecord<byte[], byte[]> sample(SystemSample sample) {
    String topic = topics.systemSamples().name();
    byte[] key = Topics.key(sample.getSource());
    return new ProducerRecord<>(
        topic, partition, sample.getAtMicros() / 1000, key, samples.serialize(topic, sample));
  }
}
