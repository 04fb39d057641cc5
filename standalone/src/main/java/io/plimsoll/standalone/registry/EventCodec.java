package io.plimsoll.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Registry events as the JSON records of the topic. Thread-safe. */
final class EventCodec {
  private final ObjectMapper mapper = JsonMapper.builder().build();

  /**
   * The record key.
   *
   * @param appendId unlike any other; keeps those events apart that must not be compacted
   */
  byte[] key(RegistryEvent event, String appendId) {
    return bytes(event.replaces().orElse(List.of("append", appendId)));
  }

  byte[] value(RegistryEvent event) {
    return bytes(event);
  }

  /** Empty when the bytes are no event of this registry. */
  Optional<RegistryEvent> decode(byte[] value) {
    try {
      return value == null
          ? Optional.empty()
          : Optional.ofNullable(mapper.readValue(value, RegistryEvent.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every registry event must have a JSON form", e);
    }
  }
}
