package io.plimsoll.benchmarks.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.serde.SchemaIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** An outcome as an HTTP run produces them by the million. */
final class SampleOutcome {
  static final String TOPIC = "plimsoll.request-outcomes";

  private SampleOutcome() {}

  static RequestOutcome create() {
    return new RequestOutcome(
        "20261121-144501-k3f9",
        "agent-1",
        1_234_567L,
        "normal-production-load",
        "upload",
        "steady",
        73L,
        Protocol.HTTP1,
        1_795_272_301_000_000L,
        1_795_272_301_000_042L,
        1_795_272_301_012_345L,
        OutcomeKind.SUCCESS,
        200,
        null,
        512L,
        16_384L,
        null,
        11_500L,
        null,
        Map.of());
  }

  /** A registry in memory that knows the schema. */
  static SchemaRegistryClient registry() {
    SchemaRegistryClient registry = new MockSchemaRegistryClient();
    try {
      registry.register(TOPIC + "-value", new AvroSchema(RequestOutcome.getClassSchema()));
    } catch (RestClientException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return registry;
  }

  static SchemaIds ids() {
    return new SchemaIds(registry());
  }
}
