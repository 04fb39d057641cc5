package io.plimsoll.report.compare;

import io.plimsoll.schemas.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a run and one of its baseline can be compared at all. */
final class Comparability {
  private static final double SAME_LOAD = 0.01;

  private Comparability() {}

  /** Why not, one sentence each. */
  static List<String> mismatches(RunRecord baseline, RunRecord candidate) {
    List<String> found = new ArrayList<>();
    String name = baseline.getRunId();
    if (!baseline.getScenario().equals(candidate.getScenario())) {
      found.add(
          "run %s is of scenario %s, not %s"
              .formatted(name, baseline.getScenario(), candidate.getScenario()));
    } else if (!baseline.getScenarioHash().equals(candidate.getScenarioHash())) {
      found.add("the scenario file has changed since run " + name);
    }
    double before = level(baseline);
    double now = level(candidate);
    if (Math.abs(now - before) > SAME_LOAD * Math.max(before, now)) {
      found.add("the load is another: %.4g in run %s, now %.4g".formatted(before, name, now));
    }
    if (!Objects.equals(baseline.getEnvironment(), candidate.getEnvironment())) {
      found.add(
          "the environment is another: %s in run %s, now %s"
              .formatted(baseline.getEnvironment(), name, candidate.getEnvironment()));
    }
    return found;
  }

  /** Why a run is no good for any comparison. */
  static Optional<String> spoilt(RunRecord run, boolean complete) {
    if (run.getGeneratorLimited()) {
      return Optional.of("run " + run.getRunId() + " was held back by its own load generator");
    }
    return complete
        ? Optional.empty()
        : Optional.of("the data of run " + run.getRunId() + " is incomplete");
  }

  /** The highest planned level: users or arrivals per second. */
  private static double level(RunRecord run) {
    return run.getPlan().stream()
        .mapToDouble(phase -> Math.max(phase.getFromLevel(), phase.getToLevel()))
        .max()
        .orElse(0);
  }
}
