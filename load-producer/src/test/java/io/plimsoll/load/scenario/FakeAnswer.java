package io.plimsoll.load.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** An answer with this body, without headers. */
record FakeAnswer(int status, String text, JsonNode json) implements Answer {
  static FakeAnswer of(String body) {
    try {
      return new FakeAnswer(200, body, new JsonMapper().readTree(body));
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(body, notJson);
    }
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }
}
