package io.plimsoll.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
  private record Position(String topic, int partition, long offset) implements RecordMetadata {}

  @Test
  void whatALetterCarriesIsCutAndSaysSo() {
    Topics topics = new Topics("t.", 1);
    AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
    DeadLetters letters = new DeadLetters(serdes, topics.deadLetters());
    Record<byte[], byte[]> rejected = new Record<>(new byte[5_000_000], new byte[5_000_000], 1);
    RejectedRecordException why =
        RejectedRecordException.invalid("r".repeat(5_000_000), "d".repeat(5_000_000));

    byte[] bytes = letters.letter(rejected, new Position("t", 0, 7), why).value();

    assertThat(bytes).hasSizeLessThan(200_000);
    DeadLetter letter =
        serdes
            .<DeadLetter>deserializer(DeadLetter.getClassSchema())
            .deserialize(topics.deadLetters().name(), bytes);
    assertThat(letter.getDetail()).endsWith("d ... (cut, of 5000000 characters)");
    assertThat(letter.getDetail()).hasSizeLessThan(2_100);
    assertThat(letter.getRunId()).as("no run can have that id").isNull();
    assertThat(letter.getValueLength()).isEqualTo(5_000_000);
  }
}
