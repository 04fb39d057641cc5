package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * Signs of life at an interval; each with its answer is an outcome.
 *
 * @param every from one intended start to the next, however late the answers come
 * @param timeout how long an answer is waited for
 * @param message what is sent and what answers it; a ping frame and its pong when there is none
 */
public record Heartbeat(
    String operation, Duration every, Duration timeout, Optional<Exchanged> message) {

  /** A message and its answer. */
  public record Exchanged(Message message, Reply reply) {}
}
