package io.plimsoll.load.scenario;

import io.plimsoll.schemas.SlaRule;
import java.time.Duration;
import java.util.Optional;

/**
 * How a limit is judged. Immutable.
 *
 * @param over sliding window; empty for the whole run
 * @param lasting how long a breach must hold before it fires
 * @param within the span in which it must hold for so long, in pieces
 * @param from what of the run is left out at its beginning
 * @param resolve how long the limit must be kept again before a firing rule resolves
 * @param samples fewer are not judged
 * @param severity critical, warning or info
 * @param abort whether a firing rule stops the load
 */
record Judging(
    Optional<Duration> over,
    Optional<Duration> lasting,
    Optional<Duration> within,
    Optional<Duration> from,
    Optional<Duration> resolve,
    int samples,
    String severity,
    boolean abort) {
  static final String CRITICAL = "critical";
  static final Judging USUAL =
      new Judging(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          1,
          CRITICAL,
          false);

  Judging over(Duration other) {
    return new Judging(
        Optional.of(other), lasting, within, from, resolve, samples, severity, abort);
  }

  Judging severity(String other) {
    return new Judging(over, lasting, within, from, resolve, samples, other, abort);
  }

  Judging aborting() {
    return new Judging(over, lasting, within, from, resolve, samples, severity, true);
  }

  void writeTo(SlaRule.Builder rule) {
    rule.setOverMicros(micros(over))
        .setForMicros(micros(lasting))
        .setWithinMicros(micros(within))
        .setFromMicros(micros(from))
        .setResolveMicros(micros(resolve))
        .setMinimumSamples(samples)
        .setSeverity(severity)
        .setAbort(abort);
  }

  private static Long micros(Optional<Duration> time) {
    return time.map(each -> each.toNanos() / 1000).orElse(null);
  }
}
