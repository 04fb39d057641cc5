package io.plimsoll.analyzer;

import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.schemas.serde.WireException;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Tells failures that pass from those that trying again cannot mend. */
final class FailurePolicy {
  private FailurePolicy() {}

  /** What cannot be mended by trying again; empty when trying again may help. */
  static Optional<Throwable> hopeless(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException
          || cause instanceof AuthenticationException
          || cause instanceof UnsupportedVersionException
          || cause instanceof MissingSourceTopicException
          || cause instanceof OtherVersionException
          || (cause instanceof WireException wire
              && wire.code() == WireException.Code.INCOMPATIBLE)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
