package io.plimsoll.analyzer.deadletter;

import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.NameLimits;
import io.plimsoll.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters: why, from where, and the bytes. Thread-safe. */
public final class DeadLetters {
  /** More of a value is not kept. */
  public static final int KEPT_BYTES = 1 << 16;

  /** More of what is said about it is not kept: it may quote the record. */
  private static final int DETAIL_CHARACTERS = 2_000;

  private final AvroSerializer<DeadLetter> serializer;
  private final String topic;

  public DeadLetters(AvroSerdes serdes, Topic deadLetters) {
    this.serializer = serdes.serializer(DeadLetter.getClassSchema());
    this.topic = deadLetters.name();
  }

  /**
   * Adds a sink of dead letters behind this processor. Each part has one of its own, because a
   * common one would tie the parts' tasks together.
   */
  public void addSink(Topology topology, String name, String processor) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), processor);
  }

  /**
   * The record for the sink.
   *
   * @param position where the rejected record lay
   */
  public Record<byte[], byte[]> letter(
      Record<byte[], byte[]> rejected, RecordMetadata position, RejectedRecordException why) {
    byte[] value = rejected.value() == null ? new byte[0] : rejected.value();
    DeadLetter letter = new DeadLetter();
    letter.setReason(why.reason());
    letter.setDetail(cut(why.getMessage()));
    letter.setTopic(position.topic());
    letter.setPartition(position.partition());
    letter.setOffset(position.offset());
    letter.setTimestampMillis(rejected.timestamp());
    letter.setRunId(why.runId().filter(id -> NameLimits.wrongWithId(id).isEmpty()).orElse(null));
    letter.setKey(rejected.key() == null ? null : ByteBuffer.wrap(cut(rejected.key())));
    letter.setValue(ByteBuffer.wrap(cut(value)));
    letter.setValueLength(value.length);
    return new Record<>(null, serializer.serialize(topic, letter), rejected.timestamp());
  }

  private static String cut(String detail) {
    return detail == null || detail.length() <= DETAIL_CHARACTERS
        ? detail
        : detail.substring(0, DETAIL_CHARACTERS)
            + " ... (cut, of %d characters)".formatted(detail.length());
  }

  private static byte[] cut(byte[] bytes) {
    return bytes.length <= KEPT_BYTES ? bytes : Arrays.copyOf(bytes, KEPT_BYTES);
  }
}
