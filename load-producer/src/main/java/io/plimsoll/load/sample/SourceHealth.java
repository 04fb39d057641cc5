package io.plimsoll.load.sample;

import java.util.Optional;

/**
 * Whether a source can be read, and how often it could not. Says once that it fails and once that
 * it is back; after a few times it says no more. Thread-safe.
 */
final class SourceHealth {
  private static final int MOST_LINES = 3;
  private static final double WORTH_TELLING = 0.05;

  private final String id;
  private final Notices notices;
  private long expected;
  private long missed;
  private int failures;
  private boolean failing;
  private String lastReason = "";

  SourceHealth(String id, Notices notices) {
    this.id = id;
    this.notices = notices;
  }

  synchronized void succeeded() {
    expected++;
    if (failing) {
      failing = false;
      if (failures <= MOST_LINES) {
        notices.info(id + " is sampled again; " + missed + " samples are missing");
      }
    }
  }

  /** A sample is missing. */
  synchronized void missed(String reason) {
    expected++;
    missed++;
    lastReason = reason;
    if (!failing) {
      failing = true;
      failures++;
      if (failures <= MOST_LINES) {
        notices.warn(id + " cannot be sampled: " + reason + ". It is tried again and again");
      }
    }
  }

  synchronized long missed() {
    return missed;
  }

  synchronized boolean failing() {
    return failing;
  }

  /** For the report, when it is worth a line there. */
  synchronized Optional<String> warning() {
    boolean some = missed > 1 && (double) missed > WORTH_TELLING * (double) expected;
    return some || (failing && missed > 0)
        ? Optional.of(
            "%s: %d of %d samples are missing: %s".formatted(id, missed, expected, lastReason))
        : Optional.empty();
  }
}
