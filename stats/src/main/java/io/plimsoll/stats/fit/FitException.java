package io.plimsoll.stats.fit;

/** The data can't tell what was asked; the message says why and what would help. */
public final class FitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FitException(String message) {
    super(message);
  }
}
