package io.plimsoll.standalone.registry;

/**
 * A request that is answered with an error; the codes are those of the Confluent registry's REST
 * API.
 */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int INCOMPATIBLE = 409;
  static final int LENGTH_REQUIRED = 411;
  static final int TOO_LARGE = 413;
  static final int SUBJECT_NOT_FOUND = 40401;
  static final int VERSION_NOT_FOUND = 40402;
  static final int SCHEMA_NOT_FOUND = 40403;
  static final int NO_SUBJECT_LEVEL = 40408;
  static final int INVALID_SCHEMA = 42201;
  static final int INVALID_VERSION = 42202;
  static final int INVALID_LEVEL = 42203;
  static final int NOT_PERMITTED = 42205;
  static final int STORE_FAILED = 50001;
  static final int TIMED_OUT = 50002;

  private final int errorCode;

  ApiException(int errorCode, String message) {
    this(errorCode, message, null);
  }

  ApiException(int errorCode, String message, Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
  }

  static ApiException subjectNotFound(String subject) {
    return new ApiException(SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
  }

  int errorCode() {
    return errorCode;
  }

  /** The HTTP status: the first three digits of the code. */
  int status() {
    return errorCode < 1000 ? errorCode : errorCode / 100;
  }
}
