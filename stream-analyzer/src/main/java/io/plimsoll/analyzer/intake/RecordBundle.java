package io.plimsoll.analyzer.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records of one partition that follow each other, handed to Kafka Streams as one: most of what
 * Streams costs, it costs per record. A bundle has the offset of its first record. Streams
 * processes it as a whole or not at all, and commits either its offset, when it has not been
 * processed, or the one behind its last record.
 *
 * <p>Its value: for each record the distance of its offset from the first (4 bytes, big endian),
 * its timestamp in milliseconds (8), the length of its value (4), and the value. What has a key or
 * no value is never bundled.
 */
public final class RecordBundle {
  static final int HEAD_BYTES = 4 + 8 + 4;

  /** Told from every key that comes from the broker by being this very object. */
  private static final byte[] KEY = new byte[0];

  /** The same of a bundle behind whose last record there was nothing when it was fetched. */
  private static final byte[] KEY_AT_END = new byte[0];

  private RecordBundle() {}

  /** Whether this is a bundle; no record that a producer has written can be taken for one. */
  public static boolean is(Record<byte[], byte[]> record) {
    return isKey(record.key());
  }

  static boolean is(ConsumerRecord<byte[], byte[]> record) {
    return isKey(record.key());
  }

  private static boolean isKey(byte[] key) {
    return key == KEY || key == KEY_AT_END;
  }

  /** Whether it is a bundle that reached the end of its partition's log when it was fetched. */
  public static boolean endsLog(Record<byte[], byte[]> record) {
    return record.key() == KEY_AT_END;
  }

  static byte[] key(boolean endsLog) {
    return endsLog ? KEY_AT_END : KEY;
  }
}
