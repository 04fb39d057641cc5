package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.names.PairTable;
import io.plimsoll.analyzer.run.RunFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operations of one run, by name, by index, and in chunks of one part each. Those beyond the
 * budget are all {@link Budget#OTHER}. For one thread.
 */
final class Operations {
  /** Operations of a chunk: few enough for the largest sketches to fit into one Kafka record. */
  private static final int CHUNK = 16;

  private final int budget;
  private final PairTable<Operation> byName =
      new PairTable<>((nothing, name) -> add(new String(name, StandardCharsets.UTF_8)));
  private final List<Operation> byIndex = new ArrayList<>();
  private final List<List<Operation>> byPart =
      Stream.generate(() -> (List<Operation>) new ArrayList<Operation>())
          .limit(Operation.PARTS)
          .toList();
  private int[] chunks = new int[16]; // of each index
  private int apart;
  private boolean crowded;

  Operations(int budget) {
    this.budget = budget;
  }

  private Operation add(String name) {
    Operation operation = new Operation(byIndex.size(), name);
    List<Operation> part = byPart.get(operation.part());
    if (operation.index() == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunks.length);
    }
    chunks[operation.index()] = part.size() / CHUNK * Operation.PARTS + operation.part();
    part.add(operation);
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
    Operation known = byName.find(bytes, offset, 0, offset, length);
    if (known != null) {
      return known;
    }
    boolean room = apart < budget;
    if (room || isCommon(new String(bytes, offset, length, StandardCharsets.UTF_8))) {
      return byName.get(bytes, offset, 0, offset, length);
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

  /** The chunk that an operation lies in. */
  int chunkOf(int index) {
    return chunks[index];
  }

  /** The operations of a chunk; all of one part, so that closing a part touches no others. */
  List<Operation> chunk(int chunk) {
    List<Operation> part = byPart.get(chunk % Operation.PARTS);
    int from = chunk / Operation.PARTS * CHUNK;
    return part.subList(from, Math.min(from + CHUNK, part.size()));
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
