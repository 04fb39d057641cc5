package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends a message, or several at a pace. Each is an outcome: with its reply, from its intended
 * start to the reply; without, to the moment the connection has taken it.
 *
 * @param await the reply waited for; nothing is waited for when there is none
 * @param checks what the reply must show
 * @param extracts what is taken out of the reply
 * @param timeout of each message, from its intended start on
 */
public record SendStep(
    String operation,
    Message message,
    Pace pace,
    Optional<Reply> await,
    List<Check> checks,
    List<Extract> extracts,
    Duration timeout)
    implements SocketStep {

  public SendStep {
    checks = List.copyOf(checks);
    extracts = List.copyOf(extracts);
  }

  @Override
  public List<String> operations() {
    return List.of(operation);
  }
}
