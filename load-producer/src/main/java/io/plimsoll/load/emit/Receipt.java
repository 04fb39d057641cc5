package io.plimsoll.load.emit;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What became of a record; told on the port's own thread, once. It is Kafka's callback itself:
 * there is one for each record, so every object less counts.
 */
abstract class Receipt implements Callback {
  private Thread giver;
  private boolean refused;
  private volatile boolean given;

  abstract void acknowledged();

  /** The broker will never have it. */
  abstract void failed(Exception cause);

  /**
   * Gives the record to the producer.
   *
   * @return false when it was not taken, and may be given again: a failure reported inside of
   *     {@code send}
   */
  final boolean handOver(
      ProducerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
    giver = Thread.currentThread();
    refused = false;
    given = false;
    var unused = producer.send(record, this);
    given = true;
    return !refused;
  }

  @Override
  public final void onCompletion(RecordMetadata metadata, Exception failure) {
    if (failure == null) {
      acknowledged();
    } else if (!given && Thread.currentThread() == giver) {
      refused = true;
    } else {
      failed(failure);
    }
  }
}
