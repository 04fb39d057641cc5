package io.plimsoll.load.emit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gives a record that must not be left out to a port that may have no room at the moment. */
final class Patience {
  private static final long PAUSE_NANOS = 20_000_000L;

  private Patience() {}

  /** Completes when it is acknowledged; fails when the port does not take it in time. */
  static CompletableFuture<Void> send(
      RecordPort port, ProducerRecord<byte[], byte[]> record, long limitNanos) {
    FutureReceipt receipt = new FutureReceipt();
    long begun = System.nanoTime();
    while (!port.send(record, receipt)) {
      if (System.nanoTime() - begun > limitNanos) {
        receipt.failed(new IllegalStateException("the producer takes no record"));
        break;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return receipt.done();
  }
}
