package io.plimsoll.analyzer;

import io.plimsoll.schemas.serde.WireException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Tells failures that pass from those that trying again cannot mend. */
final class FailurePolicy {
  private FailurePolicy() {}

  static boolean isHopeless(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException
          || cause instanceof AuthenticationException
          || cause instanceof UnsupportedVersionException
          || cause instanceof MissingSourceTopicException
          || (cause instanceof WireException wire
              && wire.code() == WireException.Code.INCOMPATIBLE)) {
        return true;
      }
    }
    return false;
  }
}
