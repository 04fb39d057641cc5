package io.plimsoll.analyzer.merge;

import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;

/** Reads run records, ledgers and samples, from their topics or from the store. Thread-safe. */
final class RunDecoder {
  private final AvroDeserializer<RunRecord> records;
  private final AvroDeserializer<AgentLedger> ledgers;
  private final AvroDeserializer<SystemSample> samples;
  private final Topics topics;

  RunDecoder(AvroSerdes serdes, Topics topics) {
    this.records = serdes.deserializer(RunRecord.getClassSchema());
    this.ledgers = serdes.deserializer(AgentLedger.getClassSchema());
    this.samples = serdes.deserializer(SystemSample.getClassSchema());
    this.topics = topics;
  }

  RunRecord record(byte[] raw) {
    return records.deserialize(topics.runs().name(), raw);
  }

  SystemSample sample(byte[] raw) {
    return samples.deserialize(topics.systemSamples().name(), raw);
  }

  AgentLedger ledger(byte[] raw) {
    return ledgers.deserialize(topics.agentLedger().name(), raw);
  }
}
