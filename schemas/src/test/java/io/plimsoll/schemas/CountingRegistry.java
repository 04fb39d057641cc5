package io.plimsoll.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry in memory that counts how often it is asked. Thread-safe. */
public final class CountingRegistry extends MockSchemaRegistryClient {
  private final AtomicInteger registrations = new AtomicInteger();
  private final AtomicInteger lookUps = new AtomicInteger();

  @Override
  public int register(String subject, ParsedSchema schema) throws IOException, RestClientException {
    registrations.incrementAndGet();
    return super.register(subject, schema);
  }

  @Override
  public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
    lookUps.incrementAndGet();
    return super.getSchemaById(id);
  }

  /** Puts a schema there, uncounted, and returns its id. */
  public int put(String subject, Schema schema) {
    try {
      return super.register(subject, new AvroSchema(schema));
    } catch (IOException | RestClientException e) {
      throw new IllegalStateException(e);
    }
  }

  public int registrations() {
    return registrations.get();
  }

  public int lookUps() {
    return lookUps.get();
  }
}
