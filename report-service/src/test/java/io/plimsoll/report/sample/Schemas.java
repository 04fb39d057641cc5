package io.plimsoll.report.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.plimsoll.report.page.Pages;
import java.util.List;

/** Checks JSON against the schemas that ship. */
public final class Schemas {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private Schemas() {}

  public static JsonNode openApi() {
    try {
      return new YAMLMapper().readTree(Pages.text("openapi.yaml"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with the JSON as this component of the OpenAPI document. */
  public static List<String> problems(String component, String json) {
    ObjectNode schema = new JsonMapper().createObjectNode();
    schema.put("$ref", "#/components/schemas/" + component);
    schema.set("components", openApi().get("components"));
    return problems(FACTORY.getSchema(schema), json);
  }

  /** What is wrong with the JSON as report.json. */
  public static List<String> reportProblems(String json) {
    return problems(FACTORY.getSchema(Pages.text("schema/report.schema.json")), json);
  }

  private static List<String> problems(JsonSchema schema, String json) {
    return schema.validate(tree(json)).stream().map(String::valueOf).toList();
  }

  public static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
