package io.plimsoll.standalone.registry;

import java.util.Locale;
import java.util.Optional;

/**
 * How a new version of a schema must fit its predecessors, by the names of the Confluent registry.
 */
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  CompatibilityLevel(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  static Optional<CompatibilityLevel> named(String name) {
    try {
      return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the new schema must read what the old one wrote. */
  boolean newReadsOld() {
    return newReadsOld;
  }

  /** Whether the old schema must read what the new one writes. */
  boolean oldReadsNew() {
    return oldReadsNew;
  }

  /** Whether all earlier versions count, not only the latest. */
  boolean transitive() {
    return transitive;
  }
}
