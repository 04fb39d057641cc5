package io.plimsoll.standalone.registry;

import org.apache.avro.Schema;

/**
 * Schemas as text. Two texts are the same schema when Avro prints them alike: white space goes,
 * docs and defaults stay.
 */
final class AvroText {
  private AvroText() {}

  /**
   * Reads a schema, its names and default values checked.
   *
   * @throws ApiException 42201 when it is none
   */
  static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (
        RuntimeException
            e) { // mostly AvroRuntimeException, but NullPointerException for an unknown name
      throw new ApiException(
          ApiException.INVALID_SCHEMA, "Not a valid Avro schema: " + reason(e), e);
    }
  }

  private static String reason(RuntimeException error) {
    String message = String.valueOf(error.getMessage());
    // Avro's placeholder for a name it could not find says nothing to a reader.
    return message.contains("UnresolvedSchema") ? "it uses a type it does not define" : message;
  }
}
