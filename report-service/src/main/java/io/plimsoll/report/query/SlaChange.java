package io.plimsoll.report.query;

import io.plimsoll.schemas.SlaEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule entered another state while the run went on.
 *
 * @param rule the rule
 * @param operation the operation judged
 * @param transition PENDING, FIRING, RESOLVED or NOT_EVALUATED
 * @param at event time of the change
 * @param value measured, in the rule's unit
 * @param windowStart start of the window that proved it
 * @param windowWidthMillis its width
 * @param samples outcomes in it
 */
public record SlaChange(
    Limit rule,
    String operation,
    String transition,
    Instant at,
    Optional<Double> value,
    Instant windowStart,
    long windowWidthMillis,
    long samples) {
  /** The event with its numbers in readable units. */
  public static SlaChange of(SlaEvent event) {
    Limit rule = Limit.of(event.getRule());
    return new SlaChange(
        rule,
        event.getOperation(),
        event.getTransition().name(),
        Times.instant(event.getAtMicros()),
        Optional.ofNullable(event.getValue()).map(value -> Limit.inUnit(value, rule.unit())),
        Times.instant(event.getWindowStartMicros()),
        event.getWindowWidthMillis(),
        event.getSamples());
  }
}
