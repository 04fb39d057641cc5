package io.plimsoll.load.emit;

import io.plimsoll.schemas.outcome.SequenceHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the broker has acknowledged. Thread-safe; a total and its hash always belong together. */
final class AckAccount {
  private final List<String> operations;
  private final long[] byOperation;
  private long emitted;
  private long sequenceHash;
  private long lost;
  private long inFlight;
  private long inFlightBytes;
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

  synchronized void given(SpoolEntry outcomes) {
    inFlight += outcomes.count();
    inFlightBytes += outcomes.value().length;
  }

  /** They were not taken after all. */
  synchronized void returned(SpoolEntry outcomes) {
    inFlight -= outcomes.count();
    inFlightBytes -= outcomes.value().length;
  }

  synchronized void acknowledged(SpoolEntry outcomes) {
    returned(outcomes);
    emitted += outcomes.count();
    for (int i = 0; i < outcomes.count(); i++) {
      sequenceHash += SequenceHash.of(outcomes.sequence() + i);
      byOperation[outcomes.operation(i)]++;
    }
  }

  synchronized void lost(SpoolEntry outcomes, String reason) {
    returned(outcomes);
    lost += outcomes.count();
    failed(reason);
  }

  /** Recording cannot be trusted any more; the first reason stays. */
  synchronized void failed(String reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  synchronized long inFlight() {
    return inFlight;
  }

  synchronized long inFlightBytes() {
    return inFlightBytes;
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
    return new Totals(emitted, sequenceHash, named, lost, inFlight);
  }

  @Override
  public synchronized String toString() {
    return emitted + " acknowledged " + Arrays.toString(byOperation);
  }
}
