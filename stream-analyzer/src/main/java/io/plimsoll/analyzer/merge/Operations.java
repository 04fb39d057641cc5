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
 * budget are all {@link Budget#OTHER}, and so are those that would not fit into a summary. For one
 * thread.
 */
final class Operations {
  /** Operations of a chunk: few enough for the largest sketches to fit into one Kafka record. */
  private static final int CHUNK = 16;

  /**
   * What a run summary may say of operations: a Kafka record has 16 MiB, with a thousand agents.
   */
  private static final int SUMMARY_BYTES = 15 << 20;

  /** What it says of an operation with errors of all kinds, beside the name. */
  private static final int BYTES_BESIDE_NAME = 340;

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
  private int summaryBytes; // of those apart
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
      summaryBytes += BYTES_BESIDE_NAME + operation.utf8().length;
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
    if (hasRoom(length) || isCommon(new String(bytes, offset, length, StandardCharsets.UTF_8))) {
      return byName.get(bytes, offset, 0, offset, length);
    }
    crowded = true;
    return of(Budget.OTHER);
  }

  private boolean hasRoom(int nameBytes) {
    return apart < budget && summaryBytes + BYTES_BESIDE_NAME + nameBytes <= SUMMARY_BYTES;
  }

  /** How many are told apart. */
  int apart() {
    return apart;
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
