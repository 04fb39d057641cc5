package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.serde.WireFormat;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes whole RequestOutcome objects, hand-written for speed: no boxing, no garbage beyond the
 * bytes (text beyond ASCII aside). Thread-safe. The engine, which has no such objects, uses {@link
 * OutcomeEncoder}.
 */
@SuppressWarnings("EnumOrdinal") // Avro writes an enum as its ordinal
public final class OutcomeSerializer implements Serializer<RequestOutcome> {
  private final SchemaIds ids;
  private final ThreadLocal<AvroBuffer> buffers = ThreadLocal.withInitial(AvroBuffer::new);

  public OutcomeSerializer(SchemaIds ids) {
    this.ids = ids;
  }

  /**
   * @throws WireException WRONG_SCHEMA when a field is missing, or what {@link SchemaIds#idOf}
   *     throws
   */
  @Override
  public byte[] serialize(String topic, RequestOutcome outcome) {
    return outcome == null
        ? null
        : encode(outcome, ids.idOf(topic, RequestOutcome.getClassSchema()));
  }

  byte[] encode(RequestOutcome outcome, int schemaId) {
    AvroBuffer buffer = buffers.get();
    buffer.reset(WireFormat.HEADER_BYTES);
    try {
      putWho(buffer, outcome);
      putWhen(buffer, outcome);
      putHow(buffer, outcome);
    } catch (NullPointerException e) {
      throw WireException.wrongSchema("a field without value in " + outcome);
    }
    byte[] record = buffer.copy();
    WireFormat.putHeader(record, schemaId);
    return record;
  }

  private static void putWho(AvroBuffer buffer, RequestOutcome outcome) {
    buffer.putString(outcome.getRunId());
    buffer.putString(outcome.getAgentId());
    buffer.putLong(outcome.getSequence());
    buffer.putString(outcome.getScenario());
    buffer.putString(outcome.getOperation());
    buffer.putString(outcome.getPhase());
    buffer.putLong(outcome.getUserId());
    buffer.putLong(outcome.getProtocol().ordinal());
  }

  private static void putWhen(AvroBuffer buffer, RequestOutcome outcome) {
    buffer.putLong(outcome.getIntendedStartMicros());
    buffer.putLong(outcome.getStartMicros());
    buffer.putLong(outcome.getEndMicros());
  }

  private static void putHow(AvroBuffer buffer, RequestOutcome outcome) {
    buffer.putLong(outcome.getOutcome().ordinal());
    putOptional(buffer, outcome.getStatusCode());
    putOptional(buffer, outcome.getError());
    buffer.putLong(outcome.getBytesSent());
    buffer.putLong(outcome.getBytesReceived());
    putOptional(buffer, outcome.getConnectMicros());
    putOptional(buffer, outcome.getFirstByteMicros());
    putOptional(buffer, outcome.getTraceId());
    buffer.putMap(outcome.getLabels());
  }

  private static void putOptional(AvroBuffer buffer, Integer value) {
    buffer.putLong(value == null ? 0 : 1);
    if (value != null) {
      buffer.putLong(value);
    }
  }

  private static void putOptional(AvroBuffer buffer, Long value) {
    buffer.putLong(value == null ? 0 : 1);
    if (value != null) {
      buffer.putLong(value);
    }
  }

  private static void putOptional(AvroBuffer buffer, String value) {
    buffer.putLong(value == null ? 0 : 1);
    if (value != null) {
      buffer.putString(value);
    }
  }
}
