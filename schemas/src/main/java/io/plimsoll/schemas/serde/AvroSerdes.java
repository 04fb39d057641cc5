package io.plimsoll.schemas.serde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of all records over one registry client. Thread-safe. */
public final class AvroSerdes {
  private final SchemaIds ids;

  public AvroSerdes(SchemaRegistryClient registry) {
    this(new SchemaIds(registry));
  }

  public AvroSerdes(SchemaIds ids) {
    this.ids = ids;
  }

  public SchemaIds ids() {
    return ids;
  }

  public <T extends SpecificRecord> AvroSerializer<T> serializer(Schema schema) {
    return new AvroSerializer<>(ids, schema);
  }

  public <T extends SpecificRecord> AvroDeserializer<T> deserializer(Schema schema) {
    return new AvroDeserializer<>(ids, schema);
  }

  public <T extends SpecificRecord> Serde<T> serde(Schema schema) {
    return Serdes.serdeFrom(serializer(schema), deserializer(schema));
  }
}
