package io.plimsoll.load.emit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker that takes, refuses and acknowledges as a test tells it to. Thread-safe. */
final class FakePort implements RecordPort {
  private final List<ProducerRecord<byte[], byte[]>> taken = new ArrayList<>();
  private final ArrayDeque<Receipt> open = new ArrayDeque<>();
  private boolean full;
  private boolean away;

  @Override
  public synchronized boolean send(ProducerRecord<byte[], byte[]> record, Receipt receipt) {
    if (full) {
      return false;
    }
    taken.add(record);
    if (away) {
      open.addLast(receipt);
    } else {
      receipt.acknowledged();
    }
    return true;
  }

  synchronized void full(boolean isFull) {
    full = isFull;
  }

  /** Takes records but acknowledges none. */
  synchronized void away() {
    away = true;
  }

  /** Acknowledges what it has taken and all that follows. */
  synchronized void back() {
    away = false;
    open.forEach(Receipt::acknowledged);
    open.clear();
  }

  /** Refuses for good what it has taken and not acknowledged. */
  synchronized void refuseOpen() {
    open.forEach(receipt -> receipt.failed(new IllegalStateException("broken")));
    open.clear();
  }

  synchronized List<ProducerRecord<byte[], byte[]>> taken() {
    return List.copyOf(taken);
  }

  @Override
  public void close(Duration limit) {}
}
