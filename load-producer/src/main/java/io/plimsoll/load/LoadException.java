package io.plimsoll.load;

/**
 * A run that cannot begin, or cannot go on. The message says what, where, and what to do; the code
 * lets a command choose its exit status.
 */
public final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  public LoadException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public LoadException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** Why. */
  public enum Code {
    /** Nobody accepts connections where the scenario's target should be. */
    TARGET_UNREACHABLE,
    /** No Kafka broker answers. */
    BROKER_UNREACHABLE,
    /** The schema registry does not answer. */
    REGISTRY_UNREACHABLE,
    /** The registry refuses a schema, or a topic exists with another shape. */
    INCOMPATIBLE_CLUSTER,
    /** A certificate or key that the scenario names is not one. */
    TLS_UNUSABLE,
    /** The directory for outcomes that Kafka cannot take cannot be used. */
    SPOOL_UNUSABLE,
    /** The connections need more file descriptors than the process may open. */
    TOO_FEW_DESCRIPTORS
  }
}
