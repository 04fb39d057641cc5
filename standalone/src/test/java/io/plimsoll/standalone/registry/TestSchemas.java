package io.plimsoll.standalone.registry;

/** Schemas that follow one another, well or badly. */
final class TestSchemas {
  static final String FIRST = record("");
  static final String OPTIONAL_ADDED =
      record(",{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}");
  static final String REQUIRED_ADDED = record(",{\"name\":\"must\",\"type\":\"string\"}");

  private TestSchemas() {}

  /** One of any number of schemas, each fit to follow each other under BACKWARD. */
  static String numbered(int number) {
    return record(",{\"name\":\"f%d\",\"type\":\"int\",\"default\":%d}".formatted(number, number));
  }

  private static String record(String more) {
    return "{\"type\":\"record\",\"name\":\"Sample\",\"fields\":[{\"name\":\"count\",\"type\":\"long\"}"
        + more
        + "]}";
  }
}
