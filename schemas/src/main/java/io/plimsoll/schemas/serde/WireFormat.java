package io.plimsoll.schemas.serde;

/** The Confluent wire format: a zero byte, the schema id (4 bytes, big endian), the Avro binary. */
public final class WireFormat {
  public static final byte MAGIC = 0;
  public static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /** Writes the header at the start of the buffer. */
  public static void putHeader(byte[] buffer, int schemaId) {
    buffer[0] = MAGIC;
    buffer[1] = (byte) (schemaId >>> 24);
    buffer[2] = (byte) (schemaId >>> 16);
    buffer[3] = (byte) (schemaId >>> 8);
    buffer[4] = (byte) schemaId;
  }

  /**
   * The schema id.
   *
   * @throws WireException NOT_AVRO when the bytes do not begin like the wire format
   */
  public static int schemaId(byte[] bytes) {
    return schemaId(bytes, 0, bytes == null ? 0 : bytes.length);
  }

  /** The schema id of the record that fills this part of an array. */
  public static int schemaId(byte[] bytes, int from, int to) {
    if (to - from < HEADER_BYTES || bytes[from] != MAGIC) {
      throw notAvro(describe(bytes, from, to));
    }
    return (bytes[from + 1] & 0xff) << 24
        | (bytes[from + 2] & 0xff) << 16
        | (bytes[from + 3] & 0xff) << 8
        | (bytes[from + 4] & 0xff);
  }

  private static WireException notAvro(String found) {
    return new WireException(
        WireException.Code.NOT_AVRO, "expected a zero byte and a schema id, found " + found);
  }

  private static String describe(byte[] bytes, int from, int to) {
    if (bytes == null) {
      return "nothing";
    }
    return (to - from) + " bytes" + (to > from ? " beginning with " + (bytes[from] & 0xff) : "");
  }
}
