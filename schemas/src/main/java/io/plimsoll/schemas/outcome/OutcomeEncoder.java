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
  private static final int OF_BATCH = -1;

  private final int schemaId;
  private final AvroBuffer buffer;

  /**
   * @param schemaId id of RequestOutcome's current schema in the registry
   */
  public OutcomeEncoder(int schemaId) {
    this.schemaId = schemaId;
    this.buffer = new AvroBuffer();
  }

  /** Writes behind what is in a batch already. */
  OutcomeEncoder(AvroBuffer batch) {
    this.schemaId = OF_BATCH;
    this.buffer = batch;
  }

  /** Names as they are written one behind the other: encoded once, copied into every outcome. */
  public static byte[] names(byte[]... utf8) {
    AvroBuffer names = new AvroBuffer();
    names.reset(0);
    for (byte[] each : utf8) {
      names.putBytes(each);
    }
    return names.copy();
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
    begin();
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

  /**
   * The same of names that are encoded already.
   *
   * @param source {@link #names} of run and agent
   * @param kind {@link #names} of scenario, operation and phase
   */
  public OutcomeEncoder who(
      byte[] source, long sequence, byte[] kind, long userId, Protocol protocol) {
    begin();
    buffer.putRaw(source, 0, source.length);
    buffer.putLong(sequence);
    buffer.putRaw(kind, 0, kind.length);
    buffer.putLong(userId);
    buffer.putLong(protocol.ordinal());
    return this;
  }

  private void begin() {
    if (schemaId != OF_BATCH) {
      buffer.reset(WireFormat.HEADER_BYTES);
    }
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

  /** The end of an outcome that lies in its batch, without trace id and labels. */
  public void end() {
    putOptional(null);
    buffer.putLong(0);
  }

  /** Puts the outcome, without trace id and labels, into a batch instead. */
  public void finishInto(OutcomeBatchEncoder batch) {
    end();
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
