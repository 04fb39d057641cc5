package io.plimsoll.standalone.registry;

/** Why the registry could not start; the message says what, where and what to do. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of trouble a caller may want to tell apart. */
  public enum Code {
    /** The address can't be listened on: taken, or not this machine's. */
    ADDRESS_UNAVAILABLE,
    /** The address is not loopback and there is no token. */
    UNPROTECTED,
    /** No broker answered in time. */
    BROKER_UNREACHABLE,
    /** The topic is not the registry's, or not fit for it. */
    TOPIC_UNUSABLE
  }

  private final Code code;

  RegistryException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
