package io.plimsoll.endtoend.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;

/** Schemas that follow one another, well or badly. */
final class RegistrySamples {
  static final AvroSchema FIRST = record("");
  static final AvroSchema OPTIONAL_ADDED =
      record(", {\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}");
  static final AvroSchema REQUIRED_ADDED = record(", {\"name\":\"must\",\"type\":\"string\"}");
  static final AvroSchema FIELD_WITH_DEFAULT =
      record(", {\"name\":\"size\",\"type\":\"int\",\"default\":1}");
  static final AvroSchema FIELD_WITHOUT_DEFAULT = record(", {\"name\":\"size\",\"type\":\"int\"}");

  /** Docs, defaults, aliases, logical types, recursion, properties: none of it may get lost. */
  static final AvroSchema EVERYTHING =
      new AvroSchema(
          """
          {"type":"record","name":"Everything","namespace":"contract","doc":"All \\"kinds\\", ü","aliases":["All"],"fields":[
            {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"},"doc":"When."},
            {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"],"default":"A"},"default":"B"},
            {"name":"hash","type":{"type":"fixed","name":"Hash","size":16}},
            {"name":"labels","type":{"type":"map","values":{"type":"string","avro.java.string":"String"}},"default":{}},
            {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
            {"name":"next","type":["null","Everything"],"default":null,"aliases":["following"],"order":"ignore"}
          ]}
          """);

  private RegistrySamples() {}

  private static AvroSchema record(String more) {
    return new AvroSchema(
        """
        {"type":"record","name":"Sample","namespace":"contract","fields":[
          {"name":"name","type":"string"}, {"name":"count","type":"long"}%s]}
        """
            .formatted(more));
  }
}
