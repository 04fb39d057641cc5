package io.plimsoll.analyzer.fold;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.analyzer.Outcomes;
import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.intake.Bundles;
import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Poison comes in bundles, with what lies beside it: each dead letter is of one record, where it
 * lies on its topic, not of the bundle.
 */
final class BundledPoisonTest {
  private static final long START = 1_800_000_000_000_000L;
  private static final int PARTITION = 3;

  @TempDir private Path stateDir;
  private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
  private final Topics topics = new Topics("t.", 6);
  private final Outcomes outcomes = new Outcomes(serdes, topics);
  private MockProcessorContext<byte[], byte[]> context;
  private FoldProcessor processor;

  @BeforeEach
  void open() {
    context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, PARTITION), stateDir.toFile());
    processor =
        new FoldProcessor(
            new FoldSettings(topics, "deltas", serdes.ids(), Budget.DEFAULT),
            new DeadLetters(serdes, topics.deadLetters()),
            new CommitHook());
    processor.init(context);
  }

  private ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new ConsumerRecord<>(
        topics.requestOutcomes().name(),
        PARTITION,
        offset,
        timestampOf(offset),
        TimestampType.CREATE_TIME,
        0,
        value.length,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static long timestampOf(long offset) {
    return START / 1000 + offset * 7;
  }

  private List<DeadLetter> lettersOf(List<ConsumerRecord<byte[], byte[]>> polled) {
    List<ConsumerRecord<byte[], byte[]>> bundles = Bundles.of(polled);
    assertThat(bundles).as("all of it in one bundle").hasSize(1);
    for (ConsumerRecord<byte[], byte[]> bundle : bundles) {
      context.setRecordMetadata(bundle.topic(), bundle.partition(), bundle.offset());
      processor.process(new Record<>(bundle.key(), bundle.value(), bundle.timestamp()));
    }
    AvroDeserializer<DeadLetter> reader = serdes.deserializer(DeadLetter.getClassSchema());
    List<DeadLetter> letters = new ArrayList<>();
    for (var forward : context.forwarded()) {
      assertThat(forward.childName()).contains(FoldPart.DEAD_LETTERS);
      letters.add(reader.deserialize(topics.deadLetters().name(), forward.record().value()));
    }
    return letters;
  }

  private byte[] good(long sequence) {
    return outcomes.encode(success("r1", sequence, "upload", START, 1000));
  }

  private void assertIsOf(DeadLetter letter, long offset, byte[] value) {
    assertThat(letter.getTopic()).isEqualTo(topics.requestOutcomes().name());
    assertThat(letter.getPartition()).isEqualTo(PARTITION);
    assertThat(letter.getOffset()).isEqualTo(offset);
    assertThat(letter.getTimestampMillis()).isEqualTo(timestampOf(offset));
    assertThat(letter.getKey()).isNull();
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(letter.getValueLength()).isEqualTo(value.length);
  }

  @Test
  void eachLetterIsOfItsOwnRecord() {
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    byte[] early = outcomes.encode(success("r1", 2, "upload", -1, 1000));
    byte[] mixed =
        outcomes.batch(success("r1", 3, "upload", START, 1000), success("r1", 4, "*", START, 1000));

    List<DeadLetter> letters =
        lettersOf(
            List.of(
                record(40, good(0)),
                record(41, text),
                record(45, good(1)), // a gap: a transaction ended between them
                record(46, early),
                record(48, mixed)));

    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.NOT_AVRO,
            DeadLetterReason.INVALID_VALUE,
            DeadLetterReason.INVALID_VALUE);
    assertIsOf(letters.get(0), 41, text);
    assertIsOf(letters.get(1), 46, early);
    assertIsOf(letters.get(2), 48, mixed);
    assertThat(letters.get(2).getDetail()).startsWith("outcome 2 of 2 in the record");
  }

  @Test
  void whatLiesBesidePoisonIsCounted() {
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    lettersOf(List.of(record(7, text), record(8, good(0)), record(9, good(1)), record(10, text)));

    List<Integer> partitions = new ArrayList<>();
    processor.flush((topic, partition, key, delta) -> partitions.add(partition));
    assertThat(context.forwarded()).hasSize(2);
    assertThat(partitions).contains(topics.partitionOf("r1"));
  }
}
