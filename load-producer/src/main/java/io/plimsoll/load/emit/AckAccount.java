package io.plimsoll.load.emit;

import io.plimsoll.schemas.outcome.SequenceHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the broker has acknowledged. Thread-safe except where said; a total and its hash always
 * belong together. The two threads that every outcome passes, the sender's and the producer's, each
 * write fields of their own.
 */
final class AckAccount {
  private final List<String> operations;
  private final long[] byOperation;
  private final AtomicLong given = new AtomicLong(); // written by the sender's thread
  private final AtomicLong endedBytes = new AtomicLong(); // written under the lock
  private long givenBytes; // the sender's thread only
  private long emitted;
  private long sequenceHash;
  private long lost;
  private String failure;

  /** A consistent reading. */
  record Totals(
      long emitted, long sequenceHash, Map<String, Long> byOperation, long lost, long inFlight) {
    Totals {
      byOperation = Map.copyOf(byOperation);
    }
  }

  AckAccount(List<String> operations) {
    this.operations = List.copyOf(operations);
    this.byOperation = new long[operations.size()];
  }

  /** They are about to be given to the producer. For the sender's thread. */
  void given(int outcomes, int bytes) {
    given.lazySet(given.getPlain() + outcomes);
    givenBytes += bytes;
  }

  /** They were not taken after all. For the sender's thread. */
  void returned(int outcomes, int bytes) {
    given(-outcomes, -bytes);
  }

  /**
   * @param sequence number of the first of them; the others follow
   */
  synchronized void acknowledged(long sequence, int[] operations, int bytes) {
    ended(bytes);
    for (int i = 0; i < operations.length; i++) {
      count(sequence + i, operations[i]);
    }
  }

  /** The same of one outcome. */
  synchronized void acknowledged(long sequence, int operation, int bytes) {
    ended(bytes);
    count(sequence, operation);
  }

  private void count(long sequence, int operation) {
    emitted++;
    sequenceHash += SequenceHash.of(sequence);
    byOperation[operation]++;
  }

  synchronized void lost(int outcomes, int bytes, String reason) {
    ended(bytes);
    lost += outcomes;
    failed(reason);
  }

  private void ended(int bytes) {
    endedBytes.lazySet(endedBytes.getPlain() + bytes);
  }

  /** Recording cannot be trusted any more; the first reason stays. */
  synchronized void failed(String reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  synchronized long inFlight() {
    // What has ended was given before, and that is seen by whoever sees the end.
    return given.get() - emitted - lost;
  }

  /** For the sender's thread. */
  long inFlightBytes() {
    return givenBytes - endedBytes.get();
  }

  /** Why recording failed; null while it has not. */
  synchronized String failure() {
    return failure;
  }

  synchronized Totals totals() {
    Map<String, Long> named = new HashMap<>();
    for (int i = 0; i < byOperation.length; i++) {
      named.put(operations.get(i), byOperation[i]);
    }
    return new Totals(emitted, sequenceHash, named, lost, inFlight());
  }

  @Override
  public synchronized String toString() {
    return emitted + " acknowledged " + Arrays.toString(byOperation);
  }
}
