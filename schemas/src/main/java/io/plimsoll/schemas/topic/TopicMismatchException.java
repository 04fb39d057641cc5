package io.plimsoll.schemas.topic;

/**
 * A topic exists but is not what plimsoll needs. The message says which, what was found and what to
 * do.
 */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicMismatchException(String message) {
    super(message);
  }
}
