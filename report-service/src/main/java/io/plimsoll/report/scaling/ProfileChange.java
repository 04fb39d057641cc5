package io.plimsoll.report.scaling;

import io.plimsoll.stats.compare.Change;
import io.plimsoll.stats.compare.Judgement;
import io.plimsoll.stats.fit.Interval;
import java.util.Locale;
import java.util.Optional;

/**
 * One figure of two profiles. A change counts when it is more than a tenth and its 99 % interval
 * leaves 0 out.
 *
 * @param name of the point, the limit or the resource
 * @param baseline empty when that profile has none
 * @param candidate empty when this profile has none
 * @param change as a share of the baseline; empty when one of them is missing or 0
 * @param judgement worse means that less load is taken
 */
public record ProfileChange(
    String name,
    Optional<Estimate> baseline,
    Optional<Estimate> candidate,
    Optional<Estimate> change,
    Judgement judgement) {
  private static final double THRESHOLD = 0.1;
  private static final double LEVEL = 0.01;
  private static final double REACH_95 = 1.959964;

  static ProfileChange of(
      String name,
      Optional<Estimate> baseline,
      Optional<Estimate> candidate,
      boolean higherIsBetter) {
    if (baseline.filter(e -> e.value() > 0).isEmpty()
        || candidate.filter(e -> e.value() > 0).isEmpty()) {
      return new ProfileChange(name, baseline, candidate, Optional.empty(), Judgement.INCONCLUSIVE);
    }
    Change change = Change.relative(figure(baseline.get()), figure(candidate.get()));
    return new ProfileChange(
        name,
        baseline,
        candidate,
        Optional.of(
            Estimate.of(
                change.amount(), Optional.of(new Interval(change.lower(), change.upper())))),
        Judgement.of(change, change.pValue(), THRESHOLD, LEVEL, higherIsBetter));
  }

  /** An open end is one that the data leave to any value. */
  private static io.plimsoll.stats.compare.Estimate figure(Estimate estimate) {
    double value = estimate.value();
    return new io.plimsoll.stats.compare.Estimate(
        value,
        estimate.low().map(low -> Math.max(0, value - low) / REACH_95).orElse(value),
        estimate
            .high()
            .map(high -> Math.max(0, high - value) / REACH_95)
            .orElse(Double.POSITIVE_INFINITY),
        1,
        0);
  }

  /** Such as: break point 16.2 → 12.1, −25 %, worse. */
  public String words() {
    return change
        .map(
            by ->
                String.format(
                    Locale.ROOT,
                    "%s %.4g → %.4g, %+.0f %%, %s",
                    name,
                    baseline.orElseThrow().value(),
                    candidate.orElseThrow().value(),
                    100 * by.value(),
                    judgement.name().toLowerCase(Locale.ROOT)))
        .orElseGet(() -> name + (baseline.isPresent() ? ": only the baseline has it" : ": new"));
  }
}
