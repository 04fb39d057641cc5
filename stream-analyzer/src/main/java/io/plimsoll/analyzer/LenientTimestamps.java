package io.plimsoll.analyzer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Lets every record in, whatever its Kafka timestamp: event time is read from the value, and a
 * record without a timestamp must neither stop the stream, as with Kafka's default, nor vanish.
 * What is wrong with its value is found out, and dead-lettered, by its processor.
 */
final class LenientTimestamps implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
