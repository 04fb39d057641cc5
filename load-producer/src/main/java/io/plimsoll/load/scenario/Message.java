package io.plimsoll.load.scenario;

/**
 * A message to be sent. It may hold values of the environment: it is sent, never recorded.
 *
 * @param binary whether it goes as a binary message rather than as text
 * @param fragmentBytes payload of a frame at most; 0 for one frame
 */
public record Message(Content content, boolean binary, int fragmentBytes) {
  /** What it holds. */
  public sealed interface Content {}

  /** Text, as UTF-8. */
  public record Text(Template text) implements Content {}

  /**
   * Random bytes, or letters in a text message; their number uniform between its two ends.
   *
   * @param leastBytes at least 1
   * @param mostBytes not below the least
   */
  public record Random(int leastBytes, int mostBytes) implements Content {}
}
