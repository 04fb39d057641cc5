package io.plimsoll.lab;

/** The target could not be started; the message says what, where and what to do. */
public final class LabStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LabStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
