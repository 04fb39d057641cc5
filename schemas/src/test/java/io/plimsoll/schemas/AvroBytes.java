package io.plimsoll.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro's own reading and writing: the oracle for what is hand-written. */
public final class AvroBytes {
  private AvroBytes() {}

  public static byte[] of(IndexedRecord record) {
    return write(
        record instanceof SpecificRecord
            ? new SpecificDatumWriter<>(record.getSchema())
            : new GenericDatumWriter<>(record.getSchema()),
        record);
  }

  public static GenericRecord read(byte[] bytes, Schema written, Schema wanted) {
    return read(bytes, new GenericDatumReader<>(written, wanted));
  }

  /** In the Confluent wire format. */
  public static byte[] framed(int id, byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro).array();
  }

  static SpecificRecord convert(GenericRecord record, Schema schema) {
    return read(of(record), new SpecificDatumReader<>(record.getSchema(), schema));
  }

  private static <T> byte[] write(DatumWriter<T> writer, T value) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      writer.write(value, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(byte[] bytes, DatumReader<T> reader) {
    try {
      return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
