package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Closes the user's WebSocket: from the close frame that is sent to the one that answers it.
 *
 * @param code 1000, 1001, 1003 to 1013 as RFC 6455 allows, or 3000 to 4999
 * @param reason at most 123 bytes of UTF-8
 */
public record CloseStep(String operation, int code, String reason, Duration timeout)
    implements SocketStep {
  @Override
  public List<String> operations() {
    return List.of(operation);
  }
}
