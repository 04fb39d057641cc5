package io.plimsoll.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that cannot be written or read; the code says why. */
public final class WireException extends SerializationException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  WireException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  WireException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Bytes that end too early or do not fit. */
  public static WireException truncated(String message) {
    return new WireException(Code.TRUNCATED, message);
  }

  /** A schema that is not the wanted one. */
  public static WireException wrongSchema(String message) {
    return new WireException(Code.WRONG_SCHEMA, message);
  }

  public Code code() {
    return code;
  }

  /** Why. */
  public enum Code {
    /** Not in the wire format at all. */
    NOT_AVRO,
    /** The registry does not know the schema id. */
    UNKNOWN_SCHEMA,
    /** A schema that cannot be read as the wanted record. */
    WRONG_SCHEMA,
    /** The bytes end too early or do not fit the schema. */
    TRUNCATED,
    /** The registry refused a schema. */
    INCOMPATIBLE,
    /** The registry does not answer: nothing is known about the bytes; try again. */
    REGISTRY_UNREACHABLE
  }
}
