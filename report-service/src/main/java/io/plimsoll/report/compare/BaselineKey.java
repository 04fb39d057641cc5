package io.plimsoll.report.compare;

import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunRecord;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a baseline is for; what was not named is empty text.
 *
 * @param scenario name of the scenario
 * @param branch branch under test
 * @param environment where it ran
 */
public record BaselineKey(String scenario, String branch, String environment)
    implements Comparable<BaselineKey> {
  private static final Comparator<BaselineKey> ORDER =
      Comparator.comparing(BaselineKey::scenario)
          .thenComparing(BaselineKey::branch)
          .thenComparing(BaselineKey::environment);

  /** That of a run. */
  public static BaselineKey of(RunRecord run) {
    return new BaselineKey(
        run.getScenario(),
        Optional.ofNullable(run.getBranch()).orElse(""),
        Optional.ofNullable(run.getEnvironment()).orElse(""));
  }

  /** The one it was kept under. */
  public static BaselineKey of(Baseline baseline) {
    return new BaselineKey(baseline.getScenario(), baseline.getBranch(), baseline.getEnvironment());
  }

  /** The same on another branch. */
  public BaselineKey onBranch(String other) {
    return new BaselineKey(scenario, other, environment);
  }

  @Override
  public int compareTo(BaselineKey other) {
    return ORDER.compare(this, other);
  }
}
