package io.plimsoll.lab.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The target's JSON: snake_case names, UTF-8. Thread-safe. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Json() {}

  /** Writes a value of the target's own; failing to is a defect. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException defect) {
      throw new UncheckedIOException(defect);
    }
  }

  /** Writes a value of the target's own as text. */
  public static String writeText(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException defect) {
      throw new UncheckedIOException(defect);
    }
  }

  /** Reads a request's JSON object; an empty body reads as an empty object. */
  public static JsonNode readObject(byte[] body) {
    if (body.length == 0) {
      return MAPPER.createObjectNode();
    }
    JsonNode node = read(body);
    if (!node.isObject()) {
      throw HttpProblem.badRequest("invalid_json", "the body must be a JSON object");
    }
    return node;
  }

  /** Reads any JSON value of a request. */
  public static JsonNode read(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException invalid) {
      var at = invalid.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw HttpProblem.badRequest("invalid_json", "the body is not valid JSON" + where);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
