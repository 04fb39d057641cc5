package io.plimsoll.standalone.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The shapes of the answers, as the Confluent REST API names them. */
final class Replies {
  private Replies() {}

  record Id(int id) {}

  record SchemaText(String schema) {}

  record VersionOf(String subject, int version) {}

  record Level(String compatibility) {}

  record LevelInForce(String compatibilityLevel) {}

  record Mode(String mode) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Compatible(@JsonProperty("is_compatible") boolean compatible, List<String> messages) {}

  record Problem(@JsonProperty("error_code") int errorCode, String message) {}
}
