package io.plimsoll.standalone.broker;

/**
 * Why the embedded broker could not start or stopped; the message says what, where and what to do.
 */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of trouble a caller may want to tell apart. */
  public enum Code {
    /** Another process listens on the client's or the controller's port. */
    PORT_TAKEN,
    /** Another broker, in this JVM or another, uses the data directory. */
    DIRECTORY_LOCKED,
    /** The data directory can't be created or written, holds something else, or has disappeared. */
    DIRECTORY_UNUSABLE,
    /** Kafka gave up for another reason while starting. */
    START_FAILED,
    /** Kafka gave up after it had started. */
    STOPPED
  }

  private final Code code;

  BrokerException(Code code, String message) {
    super(message);
    this.code = code;
  }

  BrokerException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
