package io.plimsoll.load.emit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes outcomes on in order: straight to Kafka, or by way of the disk when Kafka has no room or
 * something already waits there. Numbers them without gaps: what cannot even be kept on disk gets
 * no number and is counted. Marks travel in the same order, so a watermark never overtakes an
 * outcome. For the sender's thread, except {@link #unrecorded} and {@link #spooled}.
 */
final class OutcomeQueue {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeQueue.class);

  private final RecordPort port;
  private final RunRecords records;
  private final AckAccount account;
  private final Spool spool;
  private final long maxInFlightBytes;

  private long nextSequence;
  private long givenSequence;
  private long watermark = Long.MIN_VALUE;
  private long spooledWatermark = Long.MIN_VALUE;
  private final AtomicLong unrecorded = new AtomicLong();
  private volatile long spooled;

  OutcomeQueue(
      RecordPort port, RunRecords records, AckAccount account, Spool spool, long maxInFlightBytes) {
    this.port = port;
    this.records = records;
    this.account = account;
    this.spool = spool;
    this.maxInFlightBytes = maxInFlightBytes;
  }

  /** Number of the next outcome. */
  long nextSequence() {
    return nextSequence;
  }

  /** Outcomes numbered below this have been given to the producer. */
  long givenSequence() {
    return givenSequence;
  }

  /** Every outcome that ends at or before this has been given to the producer. */
  long watermark() {
    return watermark;
  }

  /** Takes the outcomes of a record, the first of them with the number {@link #nextSequence}. */
  void offer(SpoolEntry entry) {
    try {
      if ((spool.isEmpty() && give(entry)) || spool.append(entry)) {
        nextSequence += entry.count();
      } else {
        refuse(entry, "the spool is full", null);
      }
    } catch (IOException e) {
      refuse(entry, "the spool cannot be written", e);
    }
    spooled = spool.outcomes();
  }

  /** All outcomes that end at or before this have been offered. */
  void offerWatermark(long micros) {
    try {
      if (spool.isEmpty()) {
        watermark = Math.max(watermark, micros);
      } else if (micros > spooledWatermark && spool.append(SpoolEntry.watermark(micros))) {
        spooledWatermark = micros;
      }
    } catch (IOException e) {
      // The mark is not lost: the next one says the same and more.
      account.failed("the spool cannot be written: " + e);
    }
  }

  /**
   * Moves what waits on disk to Kafka, as much as it takes.
   *
   * @return whether anything moved
   */
  boolean drain() {
    boolean moved = false;
    try {
      while (!spool.isEmpty()) {
        SpoolEntry entry = spool.peek().orElseThrow();
        if (entry.isOutcome()) {
          if (!give(entry)) {
            break;
          }
        } else {
          watermark = Math.max(watermark, entry.micros());
        }
        spool.advance();
        moved = true;
      }
      spooled = spool.outcomes();
      if (!moved && spooled > 0) {
        spool.flush();
      }
    } catch (IOException e) {
      account.failed("the spool cannot be read: " + e);
      LOG.error("outcomes wait in the spool and cannot be read", e);
    }
    return moved;
  }

  private boolean give(SpoolEntry entry) {
    if (account.inFlightBytes() >= maxInFlightBytes) {
      return false;
    }
    int bytes = entry.value().length;
    account.given(entry.count(), bytes);
    boolean taken = port.send(records.outcome(entry), new OutcomeReceipt(account, entry));
    if (taken) {
      givenSequence = entry.sequence() + entry.count();
    } else {
      account.returned(entry.count(), bytes);
    }
    return taken;
  }

  private void refuse(SpoolEntry entry, String reason, IOException cause) {
    if (unrecorded.getAndAdd(entry.count()) == 0) {
      LOG.error("outcomes are lost: Kafka takes none and {}", reason, cause);
    }
  }

  /** Outcomes that found room nowhere; any thread. */
  long unrecorded() {
    return unrecorded.get();
  }

  /** Outcomes that wait on disk; any thread. */
  long spooled() {
    return spooled;
  }

  /** Gives up what still waits on disk: it is counted as unrecorded. */
  void abandon() {
    unrecorded.addAndGet(spool.outcomes());
    spooled = 0;
  }
}
