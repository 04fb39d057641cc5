package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.serde.WireFormat;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Reads what lies on request-outcomes: outcomes of any compatible version into an {@link
 * OutcomeView}, and the progress marks of the agents. The current version is read in place; others
 * take the slow way through Avro's schema resolution. For one thread.
 */
public final class OutcomeReader {
  private final SchemaIds ids;
  private final String topic;
  private final AvroDeserializer<RequestOutcome> outcomes;
  private final AvroDeserializer<AgentProgress> progress;
  private final OutcomeSerializer toCurrent;
  private final Map<Integer, Kind> kinds = new HashMap<>();
  private final OutcomeView view = new OutcomeView();

  /** Schemas with the same parsing form have the same bytes, whatever their docs and defaults. */
  private final String currentForm =
      SchemaNormalization.toParsingForm(RequestOutcome.getClassSchema());

  private int lastId;
  private Kind lastKind;

  /**
   * @param topic name of request-outcomes
   */
  public OutcomeReader(SchemaIds ids, String topic) {
    this.ids = ids;
    this.topic = topic;
    this.outcomes = new AvroDeserializer<>(ids, RequestOutcome.getClassSchema());
    this.progress = new AvroDeserializer<>(ids, AgentProgress.getClassSchema());
    this.toCurrent = new OutcomeSerializer(ids);
  }

  /** What a record is. */
  public enum Kind {
    CURRENT_OUTCOME,
    OTHER_OUTCOME,
    PROGRESS
  }

  /**
   * Tells what the record is, by its schema id.
   *
   * @throws WireException NOT_AVRO, UNKNOWN_SCHEMA, WRONG_SCHEMA or REGISTRY_UNREACHABLE
   */
  public Kind kindOf(byte[] record) {
    int id = WireFormat.schemaId(record);
    if (id != lastId || lastKind == null) {
      lastKind = kinds.computeIfAbsent(id, this::classify);
      lastId = id;
    }
    return lastKind;
  }

  private Kind classify(int id) {
    Schema schema = ids.schemaOf(id);
    if (SchemaNormalization.toParsingForm(schema).equals(currentForm)) {
      return Kind.CURRENT_OUTCOME;
    }
    if (schema.getFullName().equals(RequestOutcome.getClassSchema().getFullName())) {
      return Kind.OTHER_OUTCOME;
    }
    if (schema.getFullName().equals(AgentProgress.getClassSchema().getFullName())) {
      return Kind.PROGRESS;
    }
    throw WireException.wrongSchema(
        "expected RequestOutcome or AgentProgress, found " + schema.getFullName());
  }

  /**
   * Reads an outcome. The view is this reader's own and valid until the next call.
   *
   * @throws WireException when it cannot be read
   */
  public OutcomeView outcome(byte[] record) {
    view.read(kindOf(record) == Kind.CURRENT_OUTCOME ? record : current(record));
    return view;
  }

  private byte[] current(byte[] record) {
    return toCurrent.encode(outcomes.deserialize(topic, record), WireFormat.schemaId(record));
  }

  /**
   * Reads a progress mark.
   *
   * @throws WireException when it cannot be read
   */
  public AgentProgress progress(byte[] record) {
    return progress.deserialize(topic, record);
  }
}
