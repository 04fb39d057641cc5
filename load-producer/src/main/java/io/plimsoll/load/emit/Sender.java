package io.plimsoll.load.emit;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.schemas.AgentLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread between the event loops and Kafka: encodes outcomes in order, writes progress
 * marks and the ledger.
 *
 * <p>The watermark: first the heartbeats of all rings are read, then the rings are emptied as far
 * as they are filled. Every outcome that ended before the least heartbeat has then been offered, so
 * the watermark is that heartbeat less one microsecond (an outcome may still end within the same
 * one).
 */
final class Sender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  // Waking up costs more than an outcome: at a low rate several are taken at a time.
  private static final long PAUSE_NANOS = 5_000_000L;
  private static final long LOOK_MILLIS = 20;

  private final RunIdentity run;
  private final AgentClock clock;
  private final List<OutcomeRing> rings;
  private final OutcomeGroup group;
  private final OutcomeQueue queue;
  private final AckAccount account;
  private final RecordPort port;
  private final RunRecords records;
  private final long markNanos;
  private final long ledgerNanos;
  private final AtomicIntegerArray underway; // marks of each partition, 0 or 1
  private final CompletableFuture<Boolean> finished = new CompletableFuture<>();

  private volatile long finishBy = Long.MAX_VALUE;
  private volatile long markLimitNanos = Long.MAX_VALUE;
  private volatile boolean finishing;
  private long nextMark;
  private long nextLedger;
  private long markedWatermark = Long.MIN_VALUE;

  Sender(
      RunIdentity run,
      AgentClock clock,
      List<OutcomeRing> rings,
      OutcomeQueue queue,
      AckAccount account,
      RecordPort port,
      RunRecords records,
      EmitConfig config) {
    this.run = run;
    this.clock = clock;
    this.rings = List.copyOf(rings);
    this.group = new OutcomeGroup(new OutcomeBytes(run), records, config.outcomesPerRecord());
    this.queue = queue;
    this.account = account;
    this.port = port;
    this.records = records;
    this.underway = new AtomicIntegerArray(records.outcomePartitions());
    this.markNanos = config.markInterval().toNanos();
    this.ledgerNanos = config.ledgerInterval().toNanos();
    this.nextMark = clock.nanos() + markNanos;
    this.nextLedger = clock.nanos();
  }

  /**
   * No outcome follows: sends what is left, the last marks and the last ledger entry. Any thread; a
   * second call may only shorten the limits.
   *
   * @return true when everything was acknowledged
   */
  synchronized CompletableFuture<Boolean> finish(FlushLimits limits) {
    markLimitNanos = Math.min(markLimitNanos, limits.mark().toNanos());
    finishBy = Math.min(finishBy, clock.nanos() + limits.outcomes().toNanos());
    finishing = true;
    return finished;
  }

  @Override
  public void run() {
    try {
      while (!(finishing && empty()) && !givenUp()) {
        if (!pass()) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      finished.complete(close());
    } catch (RuntimeException | Error defect) {
      LOG.error("run {}: recording stopped", run.runId(), defect);
      account.failed("recording stopped: " + defect);
      finished.complete(false);
    }
  }

  private boolean givenUp() {
    return finishing && clock.nanos() - finishBy > 0;
  }

  private boolean empty() {
    return rings.stream().allMatch(ring -> ring.available() == 0)
        && queue.spooled() == 0
        && account.inFlight() == 0;
  }

  /** One round; whether so much was there that the next should follow at once. */
  boolean pass() {
    boolean busy = queue.drain();
    long least = Long.MAX_VALUE;
    for (OutcomeRing ring : rings) {
      least = Math.min(least, ring.heartbeatMicros());
    }
    for (OutcomeRing ring : rings) {
      int available = ring.available();
      busy |= available > ring.capacity() / 8;
      take(ring, available);
    }
    send();
    if (least > Long.MIN_VALUE) {
      offerWatermark(least - 1);
    }
    long now = clock.nanos();
    if (now - nextMark >= 0) {
      nextMark = now + markNanos;
      mark();
    }
    if (now - nextLedger >= 0) {
      nextLedger = now + ledgerNanos;
      tell(records.ledger(ledger(false)));
    }
    return busy;
  }

  private void offerWatermark(long micros) {
    if (clock.nanos() - nextMark >= 0) {
      queue.offerWatermark(micros);
    }
  }

  private void take(OutcomeRing ring, int count) {
    for (int i = 0; i < count; i++) {
      group.add(ring, queue.nextSequence());
      if (group.isFull()) {
        send();
      }
    }
  }

  /** Nothing waits for the next pass: a watermark would overtake it. */
  private void send() {
    if (!group.isEmpty()) {
      queue.offer(group.close(queue.nextSequence()));
    }
  }

  private void mark() {
    if (queue.watermark() > markedWatermark) {
      markedWatermark = queue.watermark();
      for (int i = 0; i < records.outcomePartitions(); i++) {
        mark(i);
      }
    }
  }

  /**
   * No mark follows one that the broker does not have: the next one says the same and more, and
   * after an outage it tells by its distance that nothing was heard meanwhile (ADR 33).
   */
  private void mark(int partition) {
    if (underway.compareAndSet(partition, 0, 1)) {
      Receipt receipt = new ReplaceableReceipt(account, () -> underway.set(partition, 0));
      var mark = records.progress(partition, markedWatermark, queue.givenSequence(), false);
      if (!port.send(mark, receipt)) {
        underway.set(partition, 0);
      }
    }
  }

  /** Sends a record that a later one replaces: when there is no room now, it is left out. */
  private void tell(ProducerRecord<byte[], byte[]> record) {
    port.send(record, new ReplaceableReceipt(account));
  }

  private AgentLedger ledger(boolean last) {
    AckAccount.Totals totals = account.totals();
    return AgentLedger.newBuilder()
        .setRunId(run.runId())
        .setAgentId(run.agentId())
        .setAtMicros(clock.nowMicros())
        .setEmitted(totals.emitted())
        .setSequenceHash(totals.sequenceHash())
        .setEmittedByOperation(totals.byOperation())
        .setSpooled(queue.spooled())
        .setUnrecorded(unrecorded(totals))
        .setLast(last)
        .build();
  }

  private long unrecorded(AckAccount.Totals totals) {
    return queue.unrecorded()
        + totals.lost()
        + rings.stream().mapToLong(OutcomeRing::refused).sum();
  }

  EmitCounters counters() {
    AckAccount.Totals totals = account.totals();
    return new EmitCounters(
        totals.emitted(), totals.inFlight(), queue.spooled(), unrecorded(totals));
  }

  private boolean close() {
    boolean whole = empty();
    if (!whole) {
      queue.abandon();
    }
    List<CompletableFuture<Void>> last = new ArrayList<>();
    long watermark = Math.max(markedWatermark, clock.nowMicros());
    for (int i = 0; i < records.outcomePartitions(); i++) {
      last.add(ask(records.progress(i, watermark, queue.givenSequence(), true)));
    }
    whole &= acknowledged(last);
    return acknowledged(List.of(ask(records.ledger(ledger(true))))) && whole;
  }

  private CompletableFuture<Void> ask(ProducerRecord<byte[], byte[]> record) {
    return Patience.send(port, record, Math.max(0, finishBy - clock.nanos()));
  }

  private boolean acknowledged(List<CompletableFuture<Void>> records) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(records.toArray(CompletableFuture[]::new));
    long begun = clock.nanos();
    try {
      while (!isDone(all)) {
        // Looked at anew each time: whoever waits may have lost patience.
        if (clock.nanos() >= Math.max(finishBy, begun + markLimitNanos)) {
          account.failed("the last marks were not acknowledged in time");
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      account.failed("the last marks were not acknowledged: " + e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isDone(CompletableFuture<Void> all)
      throws ExecutionException, InterruptedException {
    try {
      all.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }
}
