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
    if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new WireException(
          WireException.Code.NOT_AVRO,
          "expected a zero byte and a schema id, found "
              + (bytes == null ? "nothing" : describe(bytes)));
    }
    return (bytes[1] & 0xff) << 24
        | (bytes[2] & 0xff) << 16
        | (bytes[3] & 0xff) << 8
        | (bytes[4] & 0xff);
  }

  private static String describe(byte[] bytes) {
    return bytes.length
        + " bytes"
        + (bytes.length > 0 ? " beginning with " + (bytes[0] & 0xff) : "");
  }
}
