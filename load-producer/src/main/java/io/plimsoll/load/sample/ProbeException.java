package io.plimsoll.load.sample;

import java.io.IOException;

/** A source cannot be read; the message says why and what to do, and holds no secret. */
public final class ProbeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean absent;

  public ProbeException(String message) {
    this(message, false);
  }

  private ProbeException(String message, boolean absent) {
    super(message);
    this.absent = absent;
  }

  /** The machine does not have such a thing, and will not get one while the run goes on. */
  public static ProbeException absent(String message) {
    return new ProbeException(message, true);
  }

  boolean isAbsent() {
    return absent;
  }
}
