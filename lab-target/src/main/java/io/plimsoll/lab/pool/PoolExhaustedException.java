package io.plimsoll.lab.pool;

/** No connection came free in time, or too many callers wait already. Carries no stack trace. */
public final class PoolExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PoolExhaustedException(String message) {
    super(message, null, false, false);
  }
}
