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

  private final int outcomeSchemaId;
  private final int batchSchemaId;
  private final AvroBuffer outcomes = new AvroBuffer();
  private final AvroBuffer record = new AvroBuffer();
  private int size;

  /**
   * @param outcomeSchemaId id of RequestOutcome's current schema in the registry
   * @param batchSchemaId id of RequestOutcomeBatch's
   */
  public OutcomeBatchEncoder(int outcomeSchemaId, int batchSchemaId) {
    this.outcomeSchemaId = outcomeSchemaId;
    this.batchSchemaId = batchSchemaId;
    outcomes.reset(0);
  }

  /** Outcomes in it. */
  public int size() {
    return size;
  }

  void add(byte[] encoded, int from, int to) {
    if (size == MOST_OUTCOMES) {
      throw new IllegalStateException("a record takes no more than " + MOST_OUTCOMES);
    }
    outcomes.putRaw(encoded, from, to);
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
    record.reset(WireFormat.HEADER_BYTES);
    boolean several = size > 1;
    if (several) {
      record.putLong(size); // one block of the array
    }
    record.putRaw(outcomes.raw(), 0, outcomes.length());
    if (several) {
      record.putLong(0); // the end of the array
    }
    byte[] result = record.copy();
    WireFormat.putHeader(result, several ? batchSchemaId : outcomeSchemaId);
    outcomes.reset(0);
    size = 0;
    return result;
  }
}
