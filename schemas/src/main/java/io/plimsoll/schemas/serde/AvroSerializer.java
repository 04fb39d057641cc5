package io.plimsoll.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes records in the Confluent wire format. Thread-safe; the schema is registered once per
 * topic.
 *
 * @param <T> the record
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private final SchemaIds ids;
  private final Schema schema;
  private final SpecificDatumWriter<T> writer;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  public AvroSerializer(SchemaIds ids, Schema schema) {
    this.ids = ids;
    this.schema = schema;
    this.writer = new SpecificDatumWriter<>(schema);
  }

  @Override
  public byte[] serialize(String topic, T value) {
    if (value == null) {
      return null;
    }
    int id = ids.idOf(topic, schema);
    try {
      return scratch.get().write(writer, value, id);
    } catch (IOException | RuntimeException e) {
      throw new WireException(
          WireException.Code.WRONG_SCHEMA,
          "cannot write " + schema.getName() + " to " + topic + ": " + e,
          e);
    }
  }

  private static final class Scratch {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final byte[] header = new byte[WireFormat.HEADER_BYTES];
    private BinaryEncoder encoder;

    <T> byte[] write(SpecificDatumWriter<T> writer, T value, int id) throws IOException {
      out.reset();
      WireFormat.putHeader(header, id);
      out.write(header, 0, header.length);
      encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
      writer.write(value, encoder);
      return out.toByteArray();
    }
  }
}
