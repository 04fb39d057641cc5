package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.names.PairTable;
import io.plimsoll.analyzer.run.RunFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations of one run, by name and by index. Those beyond the budget are all {@link
 * Budget#OTHER}. For one thread.
 */
final class Operations {
  private final int budget;
  private final PairTable<Operation> byName =
      new PairTable<>((name, nothing) -> add(new String(name, StandardCharsets.UTF_8)));
  private final List<Operation> byIndex = new ArrayList<>();
  private int apart;
  private boolean crowded;

  Operations(int budget) {
    this.budget = budget;
  }

  private Operation add(String name) {
    Operation operation = new Operation(byIndex.size(), name);
    byIndex.add(operation);
    if (!isCommon(name)) {
      apart++;
    }
    return operation;
  }

  private static boolean isCommon(String name) {
    return name.equals(RunFacts.WHOLE) || name.equals(Budget.OTHER);
  }

  /** The operation of this name, or the one of all beyond the budget. */
  Operation of(byte[] bytes, int offset, int length) {
    Operation known = byName.find(bytes, offset, length, offset, 0);
    if (known != null) {
      return known;
    }
    boolean room = apart < budget;
    if (room || isCommon(new String(bytes, offset, length, StandardCharsets.UTF_8))) {
      return byName.get(bytes, offset, length, offset, 0);
    }
    crowded = true;
    return of(Budget.OTHER);
  }

  /** The operation of this name. */
  Operation of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  Operation at(int index) {
    return byIndex.get(index);
  }

  /** How many there are, the common ones included. */
  int size() {
    return byIndex.size();
  }

  /** Whether there are more than the budget. */
  boolean isCrowded() {
    return crowded;
  }
}
