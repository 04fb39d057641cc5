package io.plimsoll.schemas.serde;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records in the Confluent wire format, written with any compatible schema. Thread-safe.
 *
 * @param <T> the record
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private final SchemaIds ids;
  private final Schema schema;
  private final ThreadLocal<Scratch<T>> scratch = ThreadLocal.withInitial(Scratch::new);

  public AvroDeserializer(SchemaIds ids, Schema schema) {
    this.ids = ids;
    this.schema = schema;
  }

  /**
   * @throws WireException when the bytes cannot be read; its code says why
   */
  @Override
  public T deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    Scratch<T> mine = scratch.get();
    SpecificDatumReader<T> reader =
        mine.readers.computeIfAbsent(WireFormat.schemaId(bytes), this::reader);
    try {
      BoundedDecoder in = mine.decoder;
      in.wrap(bytes, WireFormat.HEADER_BYTES);
      T value = reader.read(null, in);
      if (!in.isEnd()) {
        throw WireException.truncated("bytes left over after " + schema.getName());
      }
      return value;
    } catch (AvroTypeException e) {
      throw new WireException(
          WireException.Code.WRONG_SCHEMA, "not a " + schema.getName() + ": " + e.getMessage(), e);
    } catch (WireException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new WireException(
          WireException.Code.TRUNCATED,
          schema.getName() + " of " + bytes.length + " bytes: " + e,
          e);
    }
  }

  private SpecificDatumReader<T> reader(int id) {
    Schema written = ids.schemaOf(id);
    if (!written.getFullName().equals(schema.getFullName())) {
      throw WireException.wrongSchema(
          "expected " + schema.getFullName() + ", found " + written.getFullName());
    }
    return new SpecificDatumReader<>(written, schema);
  }

  /** What one thread reuses; Avro's readers and decoders are not thread-safe. */
  private static final class Scratch<T> {
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private final BoundedDecoder decoder = new BoundedDecoder();
  }
}
