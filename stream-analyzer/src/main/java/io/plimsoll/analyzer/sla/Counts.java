package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;
import java.util.Set;

/** What rules without times are judged on: outcomes by kind, and drops, as a row of counters. */
@SuppressWarnings("EnumOrdinal") // kinds are counted in an array, as Avro numbers them
final class Counts {
  /** Counters of a row: one per kind, and that of drops. */
  static final int COUNTERS = OutcomeKind.values().length + 1;

  private static final int DROPPED = COUNTERS - 1;
  private static final String DROPPED_OPERATION = ": dropped";
  private static final String CLOSED_OPERATION = ": closed by target";
  private static final Set<OutcomeKind> UNANSWERED =
      Set.of(
          OutcomeKind.TIMEOUT,
          OutcomeKind.CONNECT_FAILED,
          OutcomeKind.PROTOCOL_ERROR,
          OutcomeKind.NOT_SENT);

  private final long[] row;

  /** Adds counters up; the sum of one of them over a window. */
  @FunctionalInterface
  interface Column {
    long sum(int counter);
  }

  private Counts(long[] row) {
    this.row = row;
  }

  /** Of a window's outcomes. */
  static long[] of(KpiAccumulator kpis) {
    long[] row = new long[COUNTERS];
    for (OutcomeKind kind : OutcomeKind.values()) {
      row[kind.ordinal()] = kpis.count(kind);
    }
    return row;
  }

  static Counts over(Column column) {
    long[] row = new long[COUNTERS];
    for (int i = 0; i < COUNTERS; i++) {
      row[i] = column.sum(i);
    }
    return new Counts(row);
  }

  static Counts in(KpiAccumulator kpis) {
    return new Counts(of(kpis));
  }

  /** The operation whose messages or connections were dropped, when this one counts drops. */
  static Optional<String> droppedOf(String operation) {
    if (operation.endsWith(DROPPED_OPERATION)) {
      return Optional.of(operation.substring(0, operation.length() - DROPPED_OPERATION.length()));
    }
    return operation.endsWith(CLOSED_OPERATION)
        ? Optional.of(operation.substring(0, operation.length() - CLOSED_OPERATION.length()))
        : Optional.empty();
  }

  /** Errors of an operation that counts drops, as drops. */
  static long[] drops(KpiAccumulator kpis) {
    long[] row = new long[COUNTERS];
    row[DROPPED] = kpis.errors();
    return row;
  }

  /** Outcomes of all kinds. */
  long all() {
    long all = 0;
    for (int i = 0; i < DROPPED; i++) {
      all += row[i];
    }
    return all;
  }

  long errors() {
    return all() - row[OutcomeKind.SUCCESS.ordinal()];
  }

  long of(OutcomeKind kind) {
    return row[kind.ordinal()];
  }

  /** Outcomes without any answer of the target. */
  long unanswered() {
    return UNANSWERED.stream().mapToLong(this::of).sum();
  }

  long dropped() {
    return row[DROPPED];
  }
}
