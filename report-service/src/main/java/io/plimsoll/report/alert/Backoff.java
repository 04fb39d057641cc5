package io.plimsoll.report.alert;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: from 250 ms, twice as long each time, to 30 s, each
 * between half of that and all of it by chance, so that many who wait don't come back at once. For
 * one thread.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int DOUBLINGS = 10;

  private final DoubleSupplier chance;
  private int failures;

  /**
   * @param chance numbers in [0, 1)
   */
  Backoff(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * After one more failure.
   *
   * @param asked what the other side asked for; it is never undercut
   */
  Duration next(Optional<Duration> asked) {
    long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, DOUBLINGS));
    failures++;
    long wait = Math.round((double) whole * (0.5 + chance.getAsDouble() / 2));
    return Duration.ofMillis(Math.max(wait, asked.map(Duration::toMillis).orElse(0L)));
  }

  /** Failures since the last success. */
  int failures() {
    return failures;
  }

  void succeeded() {
    failures = 0;
  }
}
