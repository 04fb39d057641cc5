package io.plimsoll.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON in and out of the API. Thread-safe. */
final class ApiJson {
  private final ObjectMapper mapper = JsonMapper.builder().build();

  JsonNode read(String body) {
    try {
      JsonNode node = mapper.readTree(body);
      if (!node.isObject()) {
        throw new ApiException(ApiException.BAD_REQUEST, "The body is not a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new ApiException(
          ApiException.BAD_REQUEST, "The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  byte[] write(Object answer) {
    try {
      return mapper.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every answer must have a JSON form", e);
    }
  }
}
