package io.plimsoll.report.query;

import io.plimsoll.schemas.PhasePlan;
import java.util.Locale;

/**
 * One part of the planned load: a straight line from one level to another.
 *
 * @param name its name
 * @param model {@code closed} (levels are users) or {@code open} (levels are arrivals per second)
 * @param startMillis offset from the start of the run
 * @param durationMillis its length
 * @param fromLevel level at its start
 * @param toLevel level at its end
 */
public record Phase(
    String name,
    String model,
    long startMillis,
    long durationMillis,
    double fromLevel,
    double toLevel) {
  static Phase of(PhasePlan plan) {
    return new Phase(
        plan.getName(),
        plan.getModel().name().toLowerCase(Locale.ROOT),
        plan.getStartMicros() / 1_000,
        plan.getDurationMicros() / 1_000,
        plan.getFromLevel(),
        plan.getToLevel());
  }
}
