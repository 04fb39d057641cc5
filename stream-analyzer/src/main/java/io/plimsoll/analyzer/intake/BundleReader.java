package io.plimsoll.analyzer.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Goes through the records of a {@link RecordBundle} in place. Reusable, for one thread. */
public final class BundleReader {
  private ByteBuffer bundle = ByteBuffer.allocate(0);
  private RecordMetadata first;
  private int offsetDelta;
  private long timestampMillis;
  private int from;
  private int to;

  private record Position(String topic, int partition, long offset) implements RecordMetadata {}

  /**
   * Begins with a bundle, before its first record.
   *
   * @param value of the bundle
   * @param position of the bundle: that of its first record
   */
  public void open(byte[] value, RecordMetadata position) {
    bundle = ByteBuffer.wrap(value);
    first = position;
    to = 0;
  }

  /** Goes on to the next record; false at the end. */
  public boolean next() {
    if (to == bundle.limit()) {
      return false;
    }
    offsetDelta = bundle.getInt(to);
    timestampMillis = bundle.getLong(to + 4);
    from = to + RecordBundle.HEAD_BYTES;
    to = from + bundle.getInt(to + 12);
    return true;
  }

  /** The array that holds the record's value. */
  public byte[] bytes() {
    return bundle.array();
  }

  /** Where the value begins. */
  public int from() {
    return from;
  }

  /** Where the value ends, exclusive. */
  public int to() {
    return to;
  }

  /** The record's Kafka timestamp. */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** A copy of the record as it was before. */
  public Record<byte[], byte[]> record() {
    return new Record<>(null, Arrays.copyOfRange(bytes(), from, to), Math.max(0, timestampMillis));
  }

  /** Where the record lies on its topic. */
  public RecordMetadata position() {
    return new Position(first.topic(), first.partition(), first.offset() + offsetDelta);
  }
}
