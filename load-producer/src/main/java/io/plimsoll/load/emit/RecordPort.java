package io.plimsoll.load.emit;

import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The way to Kafka: idempotent and in order per partition. A record it has taken is delivered, or
 * refused for good, by itself; it must never be given again.
 */
interface RecordPort {
  /**
   * Takes a record, or says that it has no room now.
   *
   * @return false when the record was not taken and may be given again
   */
  boolean send(ProducerRecord<byte[], byte[]> record, Receipt receipt);

  /** Waits no longer than this for what was taken. */
  void close(Duration limit);
}
