package io.plimsoll.report.query;

/** What the report service cannot do, in words for the user; the code says which kind it is. */
public final class ReportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /**
   * @param message what, where, what to do
   */
  public ReportException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public ReportException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** Which kind. */
  public enum Code {
    /** Another process listens on the port. */
    PORT_TAKEN,
    /** The address cannot be listened on. */
    CANNOT_BIND,
    /** Listening beyond loopback needs a token. */
    TOKEN_NEEDED,
    /** There is no such run. */
    UNKNOWN_RUN,
    /** The run has no such operation. */
    UNKNOWN_OPERATION,
    /** The run has no totals yet. */
    NOT_READY,
    /** The question makes no sense. */
    BAD_QUERY,
    /** There is no such path. */
    UNKNOWN_PATH,
    /** The method is not allowed. */
    BAD_METHOD,
    /** No token, or another one. */
    UNAUTHORIZED,
    /** The Host header is not one of this machine. */
    WRONG_HOST,
    /** The service does not answer. */
    UNREACHABLE,
    /** A file cannot be written. */
    CANNOT_WRITE,
    /** A defect of the service. */
    INTERNAL
  }
}
