package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.serde.WireFormat;

/**
 * Collects outcomes for one record in the Confluent wire format: a RequestOutcome when there is
 * one, a RequestOutcomeBatch when there are more. No garbage beyond the resulting bytes. Reusable,
 * for one thread.
 */
public final class OutcomeBatchEncoder {
  /** More are never put into one record: readers refuse it. */
  public static final int MOST_OUTCOMES = OutcomeBatchView.MOST_OUTCOMES;

  /** Zig-zag and seven bits to a byte: two bytes hold up to 8,191. */
  private static final int LONGEST_COUNT = 2;

  private static final int ROOM = WireFormat.HEADER_BYTES + LONGEST_COUNT;

  private final int outcomeSchemaId;
  private final int batchSchemaId;
  // Outcomes lie behind room for what is known last: their number, and so the schema.
  private final AvroBuffer outcomes = new AvroBuffer();
  private final OutcomeEncoder next = new OutcomeEncoder(outcomes);
  private int size;

  /**
   * @param outcomeSchemaId id of RequestOutcome's current schema in the registry
   * @param batchSchemaId id of RequestOutcomeBatch's
   */
  public OutcomeBatchEncoder(int outcomeSchemaId, int batchSchemaId) {
    this.outcomeSchemaId = outcomeSchemaId;
    this.batchSchemaId = batchSchemaId;
    outcomes.reset(ROOM);
  }

  /** Outcomes in it. */
  public int size() {
    return size;
  }

  /**
   * Begins another outcome, which is written where it will lie: call who, when, how and {@link
   * OutcomeEncoder#end} of what is returned before anything else of this.
   */
  public OutcomeEncoder next() {
    count();
    return next;
  }

  void add(byte[] encoded, int from, int to) {
    count();
    outcomes.putRaw(encoded, from, to);
  }

  private void count() {
    if (size == MOST_OUTCOMES) {
      throw new IllegalStateException("a record takes no more than " + MOST_OUTCOMES);
    }
    size++;
  }

  /**
   * The record; the next outcome begins a new one.
   *
   * @throws IllegalStateException when there is no outcome
   */
  public byte[] finish() {
    if (size == 0) {
      throw new IllegalStateException("a record needs an outcome");
    }
    byte[] record = size == 1 ? single() : several();
    outcomes.reset(ROOM);
    size = 0;
    return record;
  }

  private byte[] single() {
    byte[] record = outcomes.copyFrom(LONGEST_COUNT);
    WireFormat.putHeader(record, outcomeSchemaId);
    return record;
  }

  /** One block of the array, and the array's end. */
  private byte[] several() {
    outcomes.putLong(0);
    int zigZag = size << 1;
    boolean oneByte = zigZag <= 0x7F;
    byte[] record = outcomes.copyFrom(oneByte ? 1 : 0);
    record[WireFormat.HEADER_BYTES] = (byte) (oneByte ? zigZag : zigZag | 0x80);
    if (!oneByte) {
      record[WireFormat.HEADER_BYTES + 1] = (byte) (zigZag >>> 7);
    }
    WireFormat.putHeader(record, batchSchemaId);
    return record;
  }
}
