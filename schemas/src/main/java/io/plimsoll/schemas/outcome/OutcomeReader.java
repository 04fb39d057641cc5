package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.serde.WireFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Reads what lies on request-outcomes: outcomes of any compatible version, alone or several in a
 * record, into {@link OutcomeView}s, and the progress marks of the agents. The current version is
 * read in place; others take the slow way through Avro's schema resolution. For one thread.
 */
public final class OutcomeReader {
  private final SchemaIds ids;
  private final String topic;
  private final AvroDeserializer<RequestOutcome> outcomes;
  private final AvroDeserializer<RequestOutcomeBatch> batches;
  private final AvroDeserializer<AgentProgress> progress;
  private final OutcomeSerializer toCurrent;
  private final Map<Integer, Kind> kinds = new HashMap<>();
  private final OutcomeBatchView views = new OutcomeBatchView();

  /** Schemas with the same parsing form have the same bytes, whatever their docs and defaults. */
  private final String currentForm =
      SchemaNormalization.toParsingForm(RequestOutcome.getClassSchema());

  private final String currentBatchForm =
      SchemaNormalization.toParsingForm(RequestOutcomeBatch.getClassSchema());

  private int lastId;
  private Kind lastKind;

  /**
   * @param topic name of request-outcomes
   */
  public OutcomeReader(SchemaIds ids, String topic) {
    this.ids = ids;
    this.topic = topic;
    this.outcomes = new AvroDeserializer<>(ids, RequestOutcome.getClassSchema());
    this.batches = new AvroDeserializer<>(ids, RequestOutcomeBatch.getClassSchema());
    this.progress = new AvroDeserializer<>(ids, AgentProgress.getClassSchema());
    this.toCurrent = new OutcomeSerializer(ids);
  }

  /** What a record is. */
  public enum Kind {
    CURRENT_OUTCOME,
    OTHER_OUTCOME,
    CURRENT_BATCH,
    OTHER_BATCH,
    PROGRESS
  }

  /**
   * Tells what the record is, by its schema id.
   *
   * @throws WireException NOT_AVRO, UNKNOWN_SCHEMA, WRONG_SCHEMA or REGISTRY_UNREACHABLE
   */
  public Kind kindOf(byte[] record) {
    return kindOf(WireFormat.schemaId(record));
  }

  /** The same of the record that fills this part of an array. */
  public Kind kindOf(byte[] bytes, int from, int to) {
    return kindOf(WireFormat.schemaId(bytes, from, to));
  }

  private Kind kindOf(int id) {
    if (id != lastId || lastKind == null) {
      lastKind = kinds.computeIfAbsent(id, this::classify);
      lastId = id;
    }
    return lastKind;
  }

  private Kind classify(int id) {
    Schema schema = ids.schemaOf(id);
    String form = SchemaNormalization.toParsingForm(schema);
    String name = schema.getFullName();
    if (name.equals(RequestOutcome.getClassSchema().getFullName())) {
      return form.equals(currentForm) ? Kind.CURRENT_OUTCOME : Kind.OTHER_OUTCOME;
    }
    if (name.equals(RequestOutcomeBatch.getClassSchema().getFullName())) {
      return form.equals(currentBatchForm) ? Kind.CURRENT_BATCH : Kind.OTHER_BATCH;
    }
    if (name.equals(AgentProgress.getClassSchema().getFullName())) {
      return Kind.PROGRESS;
    }
    throw WireException.wrongSchema(
        "expected RequestOutcome, RequestOutcomeBatch or AgentProgress, found " + name);
  }

  /**
   * Reads the outcomes of a record that is no mark, all of them or none. Its {@link #view}s are
   * this reader's own and valid until the next call.
   *
   * @return how many there are
   * @throws WireException when they cannot be read
   */
  public int outcomes(byte[] bytes, int from, int to) {
    views.clear();
    switch (kindOf(bytes, from, to)) {
      case CURRENT_OUTCOME -> views.addRecord(bytes, from, to);
      case CURRENT_BATCH -> views.readBatch(bytes, from, to);
      case OTHER_OUTCOME -> add(outcomes.deserialize(topic, Arrays.copyOfRange(bytes, from, to)));
      case OTHER_BATCH ->
          batches
              .deserialize(topic, Arrays.copyOfRange(bytes, from, to))
              .getOutcomes()
              .forEach(this::add);
      case PROGRESS -> throw WireException.wrongSchema("expected outcomes, found a mark");
    }
    return views.size();
  }

  /** Rewritten in the current version, whatever id it had. */
  private void add(RequestOutcome outcome) {
    byte[] record = toCurrent.encode(outcome, 0);
    views.addRecord(record, 0, record.length);
  }

  /** An outcome of those read last, from 0. */
  public OutcomeView view(int index) {
    return views.get(index);
  }

  /**
   * Reads a record that holds one outcome. The view is this reader's own and valid until the next
   * call.
   *
   * @throws WireException when it cannot be read
   */
  public OutcomeView outcome(byte[] record) {
    WireFormat.schemaId(record);
    if (outcomes(record, 0, record.length) != 1) {
      throw WireException.wrongSchema("expected one outcome, found " + views.size());
    }
    return views.get(0);
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
