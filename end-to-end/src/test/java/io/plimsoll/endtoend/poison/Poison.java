package io.plimsoll.endtoend.poison;

import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import io.plimsoll.schemas.outcome.OutcomeEncoder;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.WireFormat;
import io.plimsoll.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record that cannot be used.
 *
 * @param what in words
 * @param reason what the dead letter must give
 */
record Poison(String what, String topic, ByteBuffer value, DeadLetterReason reason) {
  private static final int LARGE = 10_000_000;
  private static final int NOBODYS_SCHEMA = 1_000_000;

  private Poison(String what, String topic, byte[] value, DeadLetterReason reason) {
    this(what, topic, ByteBuffer.wrap(value), reason);
  }

  byte[] bytes() {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  /** Of every kind, on every topic that the analyzer reads. */
  static List<Poison> all(AvroSerdes serdes, Topics topics) {
    int wrong = serdes.ids().idOf(topics.slaEvents().name(), SlaEvent.getClassSchema());
    List<Poison> all = new ArrayList<>();
    String outcomes = topics.requestOutcomes().name();
    all.addAll(unreadable(outcomes, wrong, outcome(serdes, topics, 1_795_000_000_000_000L)));
    all.addAll(unreadable(outcomes, wrong, encoded(serdes, outcomes, mark())));
    all.addAll(large(outcomes, serdes.ids().idOf(outcomes, RequestOutcome.getClassSchema())));
    all.add(
        new Poison(
            "an end before 1970",
            outcomes,
            outcome(serdes, topics, -1),
            DeadLetterReason.INVALID_VALUE));
    all.addAll(batches(serdes, topics));
    String runs = topics.runs().name();
    all.addAll(unreadable(runs, wrong, encoded(serdes, runs, run())));
    String ledgers = topics.agentLedger().name();
    all.addAll(unreadable(ledgers, wrong, encoded(serdes, ledgers, ledger())));
    String samples = topics.systemSamples().name();
    all.addAll(unreadable(samples, wrong, encoded(serdes, samples, sample())));
    return all;
  }

  private static List<Poison> unreadable(String topic, int wrongSchema, byte[] whole) {
    return List.of(
        new Poison("text", topic, utf8("GET / HTTP/1.1"), DeadLetterReason.NOT_AVRO),
        new Poison("empty", topic, new byte[0], DeadLetterReason.NOT_AVRO),
        new Poison(
            "a schema nobody knows",
            topic,
            withSchema(whole.clone(), NOBODYS_SCHEMA),
            DeadLetterReason.UNKNOWN_SCHEMA),
        new Poison(
            "another record's schema",
            topic,
            withSchema(whole.clone(), wrongSchema),
            DeadLetterReason.WRONG_SCHEMA),
        new Poison(
            "cut in the middle",
            topic,
            Arrays.copyOf(whole, whole.length / 2),
            DeadLetterReason.TRUNCATED),
        new Poison(
            "cut by a byte",
            topic,
            Arrays.copyOf(whole, whole.length - 1),
            DeadLetterReason.TRUNCATED));
  }

  /**
   * A batch is read whole or not at all. An outcome in it that makes no sense goes by itself, and
   * the others count: this one has no others, because the run's truth does not know of them.
   */
  private static List<Poison> batches(AvroSerdes serdes, Topics topics) {
    String topic = topics.requestOutcomes().name();
    long end = 1_795_000_000_000_000L;
    byte[] whole = batch(serdes, topic, end, end + 1, end + 2);
    return List.of(
        new Poison(
            "a batch cut in its last outcome",
            topic,
            Arrays.copyOf(whole, whole.length - 9),
            DeadLetterReason.TRUNCATED),
        new Poison(
            "a batch with an end before 1970",
            topic,
            batch(serdes, topic, -1),
            DeadLetterReason.INVALID_VALUE));
  }

  /** Of outcomes that end at these times. */
  private static byte[] batch(AvroSerdes serdes, String topic, long... endsMicros) {
    int outcomeId = serdes.ids().idOf(topic, RequestOutcome.getClassSchema());
    int batchId = serdes.ids().idOf(topic, RequestOutcomeBatch.getClassSchema());
    OutcomeBatchEncoder batch = new OutcomeBatchEncoder(outcomeId, batchId);
    for (long end : endsMicros) {
      encoder(outcomeId, end).finishInto(batch);
    }
    return batch.finish();
  }

  private static List<Poison> large(String topic, int schema) {
    byte[] noise = new byte[LARGE];
    new SplittableRandom(7).nextBytes(noise);
    noise[0] = 'x';
    byte[] lies = new byte[LARGE];
    Arrays.fill(lies, (byte) 0x7e); // text of 63 bytes, over and over, and then a number too long
    return List.of(
        new Poison("10 MB of noise", topic, noise, DeadLetterReason.NOT_AVRO),
        new Poison(
            "10 MB behind the right schema",
            topic,
            withSchema(lies, schema),
            DeadLetterReason.TRUNCATED));
  }

  private static byte[] withSchema(byte[] value, int schemaId) {
    WireFormat.putHeader(value, schemaId);
    return value;
  }

  private static byte[] outcome(AvroSerdes serdes, Topics topics, long endMicros) {
    String topic = topics.requestOutcomes().name();
    return encoder(serdes.ids().idOf(topic, RequestOutcome.getClassSchema()), endMicros).finish();
  }

  private static OutcomeEncoder encoder(int schemaId, long endMicros) {
    return new OutcomeEncoder(schemaId)
        .who(
            utf8("poisoned"),
            utf8("agent"),
            0,
            utf8("scenario"),
            utf8("operation"),
            utf8("phase"),
            1,
            Protocol.HTTP1)
        .when(endMicros - 2, endMicros - 1, endMicros)
        .how(OutcomeKind.SUCCESS, 200, null, 1, 1, -1, -1);
  }

  private static AgentProgress mark() {
    return new AgentProgress("poisoned", "agent", 1_795_000_000_000_000L, 0L, false);
  }

  private static RunRecord run() {
    return RunRecord.newBuilder()
        .setRunId("poisoned")
        .setScenario("poisoned")
        .setScenarioHash("none")
        .setStatus(RunStatus.RUNNING)
        .setStartedAtMicros(1_795_000_000_000_000L)
        .setAgents(List.of("agent"))
        .setOperations(List.of())
        .setPlan(List.of())
        .build();
  }

  private static AgentLedger ledger() {
    AgentLedger ledger = new AgentLedger();
    ledger.setRunId("poisoned");
    ledger.setAgentId("agent");
    ledger.setEmittedByOperation(Map.of());
    return ledger;
  }

  private static SystemSample sample() {
    SystemSample sample = new SystemSample();
    sample.setRunId("poisoned");
    sample.setAgentId("agent");
    sample.setHistograms(Map.of());
    sample.setSource("agent:agent");
    sample.setSourceKind(SourceKind.AGENT);
    sample.setAtMicros(1_795_000_000_000_000L);
    sample.setValues(Map.of("cpu", 0.5));
    sample.setLabels(Map.of());
    return sample;
  }

  private static <T extends SpecificRecord> byte[] encoded(
      AvroSerdes serdes, String topic, T record) {
    Schema schema = record.getSchema();
    return serdes.<T>serializer(schema).serialize(topic, record);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
