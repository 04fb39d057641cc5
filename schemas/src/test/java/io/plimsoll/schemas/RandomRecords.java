package io.plimsoll.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Random values of any schema: every branch, every symbol, non-ASCII text, extreme numbers. */
public final class RandomRecords {
  private static final String[] ALPHABET = {"a", "Z", "0", "-", "|", "é", "ß", "漢", "😀", "\u0000"};

  private final Random random;

  public RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  public GenericRecord record(Schema schema) {
    return (GenericRecord) value(schema);
  }

  public RequestOutcome outcome() {
    return specific(RequestOutcome.class);
  }

  /** As the generated class. */
  public <T extends SpecificRecord> T specific(Class<T> type) {
    return type.cast(specific(SpecificData.get().getSchema(type)));
  }

  /** As the generated class. */
  public SpecificRecord specific(Schema schema) {
    return AvroBytes.convert(record(schema), schema);
  }

  private Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> filled(schema);
      case ENUM -> new GenericData.EnumSymbol(schema, any(schema.getEnumSymbols()));
      case ARRAY -> list(schema);
      case MAP -> map(schema);
      case UNION -> value(any(schema.getTypes()));
      case STRING -> text();
      case BYTES -> bytes();
      case INT -> (int) number();
      case LONG -> number();
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian() * 1e6;
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
      case FIXED -> throw new IllegalArgumentException("no schema of plimsoll has " + schema);
    };
  }

  private GenericRecord filled(Schema schema) {
    GenericRecord filled = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      filled.put(field.pos(), value(field.schema()));
    }
    return filled;
  }

  private List<Object> list(Schema schema) {
    List<Object> list = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(value(schema.getElementType()));
    }
    return list;
  }

  private Map<String, Object> map(Schema schema) {
    Map<String, Object> map = new HashMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      map.put(text(), value(schema.getValueType()));
    }
    return map;
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private String text() {
    int distinct = random.nextBoolean() ? 4 : ALPHABET.length;
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(50) == 0 ? 700 : random.nextInt(14);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET[random.nextInt(distinct)]);
    }
    return text.toString();
  }

  /** Of every magnitude and sign. */
  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
