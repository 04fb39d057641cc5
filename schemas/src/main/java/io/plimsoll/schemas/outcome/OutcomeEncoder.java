package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.serde.WireFormat;

/**
 * Writes RequestOutcome records field by field in the Confluent wire format, without garbage beyond
 * the resulting bytes. Reusable, for one thread. Call {@link #who}, {@link #when}, {@link #how} and
 * {@link #finish} in this order; strings come as UTF-8 bytes that the caller keeps.
 */
@SuppressWarnings("EnumOrdinal") // Avro writes an enum as its ordinal
public final class OutcomeEncoder {
  private final int schemaId;
  private final AvroBuffer buffer = new AvroBuffer();

  /**
   * @param schemaId id of RequestOutcome's current schema in the registry
   */
  public OutcomeEncoder(int schemaId) {
    this.schemaId = schemaId;
  }

  public OutcomeEncoder who(
      byte[] runId,
      byte[] agentId,
      long sequence,
      byte[] scenario,
      byte[] operation,
      byte[] phase,
      long userId,
      Protocol protocol) {
    buffer.reset(WireFormat.HEADER_BYTES);
    buffer.putBytes(runId);
    buffer.putBytes(agentId);
    buffer.putLong(sequence);
    buffer.putBytes(scenario);
    buffer.putBytes(operation);
    buffer.putBytes(phase);
    buffer.putLong(userId);
    buffer.putLong(protocol.ordinal());
    return this;
  }

  /** Microseconds since the Unix epoch. */
  public OutcomeEncoder when(long intendedStartMicros, long startMicros, long endMicros) {
    buffer.putLong(intendedStartMicros);
    buffer.putLong(startMicros);
    buffer.putLong(endMicros);
    return this;
  }

  /**
   * @param statusCode status of the answer; 0 when there was none
   * @param error what went wrong; null when nothing did
   * @param connectMicros negative when no connection was made for it
   * @param firstByteMicros negative when no byte came
   */
  public OutcomeEncoder how(
      OutcomeKind outcome,
      int statusCode,
      byte[] error,
      long bytesSent,
      long bytesReceived,
      long connectMicros,
      long firstByteMicros) {
    buffer.putLong(outcome.ordinal());
    putOptional(statusCode, statusCode > 0);
    putOptional(error);
    buffer.putLong(bytesSent);
    buffer.putLong(bytesReceived);
    putOptional(connectMicros, connectMicros >= 0);
    putOptional(firstByteMicros, firstByteMicros >= 0);
    return this;
  }

  /** The record, without trace id and labels. */
  public byte[] finish() {
    return finish(null);
  }

  /** The record, with its trace id (null for none) and without labels. */
  public byte[] finish(byte[] traceId) {
    putOptional(traceId);
    buffer.putLong(0);
    byte[] record = buffer.copy();
    WireFormat.putHeader(record, schemaId);
    return record;
  }

  /** Puts the outcome, without trace id and labels, into a batch instead. */
  public void finishInto(OutcomeBatchEncoder batch) {
    putOptional(null);
    buffer.putLong(0);
    batch.add(buffer.raw(), WireFormat.HEADER_BYTES, buffer.length());
  }

  private void putOptional(long value, boolean present) {
    buffer.putLong(present ? 1 : 0);
    if (present) {
      buffer.putLong(value);
    }
  }

  private void putOptional(byte[] value) {
    buffer.putLong(value == null ? 0 : 1);
    if (value != null) {
      buffer.putBytes(value);
    }
  }
}
