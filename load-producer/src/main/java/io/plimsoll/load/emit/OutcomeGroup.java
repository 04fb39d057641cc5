package io.plimsoll.load.emit;

import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import java.util.Arrays;

/**
 * Outcomes on their way into one Kafka record. It never waits: the sender closes it with the pass
 * that began it. For the sender's thread.
 */
final class OutcomeGroup {
  private final OutcomeBytes bytes;
  private final OutcomeBatchEncoder encoder;
  private final int[] operations;
  private int size;
  private long lastEndMicros;

  /**
   * @param most outcomes in a record, 1 and more
   */
  OutcomeGroup(OutcomeBytes bytes, RunRecords records, int most) {
    this.bytes = bytes;
    this.encoder = new OutcomeBatchEncoder(records.outcomeSchemaId(), records.batchSchemaId());
    this.operations = new int[most];
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == operations.length;
  }

  /**
   * Takes the oldest outcome of the ring, which gets its slot back.
   *
   * @param firstSequence number of the first outcome of this group
   */
  void add(OutcomeRing ring, long firstSequence) {
    bytes.encode(ring, firstSequence + size, encoder);
    lastEndMicros = size == 0 ? ring.endMicros() : Math.max(lastEndMicros, ring.endMicros());
    operations[size++] = ring.operation();
    ring.advance();
  }

  /** The group as one entry; the next outcome begins a new one. */
  SpoolEntry close(long firstSequence) {
    int count = size;
    size = 0;
    return count == 1
        ? SpoolEntry.outcome(firstSequence, operations[0], lastEndMicros, encoder.finish())
        : SpoolEntry.outcomes(
            firstSequence, Arrays.copyOf(operations, count), lastEndMicros, encoder.finish());
  }
}
