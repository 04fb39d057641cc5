package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What messages that come by themselves say about the way they took. Each is an outcome of {@code
 * operation} whose time is from the timestamp it carries to its arrival. One whose timestamp is
 * absent or later than its arrival, or whose number is not above the last, is an outcome of {@code
 * refused}: it has no latency, and none is made up. Each number left out is an outcome of {@code
 * dropped}.
 *
 * @param only messages that count; all when there is none
 * @param timestamp where a message says when it was sent
 * @param sequence where a message has its number, counted up by one
 */
public record Receive(
    String operation,
    String refused,
    String dropped,
    Optional<Reply> only,
    JsonPath timestamp,
    TimestampUnit unit,
    Optional<JsonPath> sequence) {

  List<String> operations() {
    return sequence.isPresent()
        ? List.of(operation, refused, dropped)
        : Stream.of(operation, refused).toList();
  }

  /** What is found in a message, to be read by the unit; null when nothing is. */
  public Object timestampIn(Answer message) {
    return timestamp.in(message.json());
  }

  /** The message's number; empty when it has none. */
  public Optional<Long> numberIn(Answer message) {
    return sequence
        .map(path -> path.in(message.json()))
        .filter(value -> value instanceof Integer || value instanceof Long)
        .map(value -> ((Number) value).longValue());
  }
}
