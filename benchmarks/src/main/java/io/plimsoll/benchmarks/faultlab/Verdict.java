package io.plimsoll.benchmarks.faultlab;

import io.plimsoll.benchmarks.faultlab.LabCase.Strength;
import java.util.Optional;

/**
 * What was said of one fault.
 *
 * @param named the likeliest cause, the kind of anomaly or drift, or nothing
 * @param windows whole windows of a second from the beginning of the fault until an anomaly was
 *     told, in event time, where any was
 * @param said all that was said
 */
record Verdict(
    LabCase of, Strength strength, long seed, String named, Optional<Long> windows, String said) {
  boolean isRight() {
    return named.equals(of.expected());
  }

  @Override
  public String toString() {
    return "%s, %s, seed %d: %s%s%s%s"
        .formatted(
            of.fault(),
            strength.label(),
            seed,
            named,
            isRight() ? "" : ", expected " + of.expected(),
            windows.map(each -> ", after " + each + " windows").orElse(""),
            said.isEmpty() ? "" : " (" + said + ")");
  }
}
