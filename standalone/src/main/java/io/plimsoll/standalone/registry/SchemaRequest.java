package io.plimsoll.standalone.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;

/** The body that carries a schema. */
record SchemaRequest(Schema schema) {

  /** Refuses what this registry does not know, rather than pass over it in silence. */
  static SchemaRequest of(JsonNode body) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") && !body.path("schemaType").isNull()) {
      throw new ApiException(
          ApiException.INVALID_SCHEMA,
          "The schema type is " + type + "; this registry keeps AVRO only");
    }
    refuse(body, "references", "register each schema whole, with the types it names inside");
    refuse(body, "metadata", "leave it out");
    refuse(body, "ruleSet", "leave it out");
    if (body.path("id").asInt(0) > 0 || body.path("version").asInt(0) > 0) {
      throw new ApiException(
          ApiException.NOT_PERMITTED,
          "Ids and versions are given by the registry: leave out id and version");
    }
    if (!body.path("schema").isTextual() || body.path("schema").asText().isBlank()) {
      throw new ApiException(
          ApiException.INVALID_SCHEMA,
          "The field \"schema\" is missing: expected an Avro schema as a JSON string");
    }
    return new SchemaRequest(AvroText.parse(body.path("schema").asText()));
  }

  String text() {
    return schema.toString();
  }

  private static void refuse(JsonNode body, String field, String instead) {
    if (!body.path(field).isEmpty()) {
      throw new ApiException(
          ApiException.INVALID_SCHEMA,
          "The field \"%s\" is not supported here: %s".formatted(field, instead));
    }
  }
}
