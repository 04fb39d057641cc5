package io.plimsoll.report.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a scenario in order of time, and what became of each KPI.
 *
 * @param scenario name of the scenario
 * @param runs complete runs, oldest first
 * @param trends one per KPI, of all operations together
 * @param flaky whether repeated runs differ more than {@link Trend#MOST_VARIATION} in a KPI
 */
public record History(String scenario, List<Entry> runs, List<Trend> trends, boolean flaky) {
  public History {
    runs = List.copyOf(runs);
    trends = List.copyOf(trends);
  }

  /**
   * One run.
   *
   * @param runId the run
   * @param startedAt when it began
   * @param commit commit under test
   * @param passed whether every limit held
   */
  public record Entry(String runId, Instant startedAt, Optional<String> commit, boolean passed) {}

  /**
   * One KPI over the runs.
   *
   * @param kpi as in limits
   * @param unit of the values
   * @param values one per run
   * @param changes lasting changes
   * @param variation coefficient of variation since the last change; empty of fewer than three runs
   */
  public record Trend(
      String kpi,
      String unit,
      List<Double> values,
      List<LastingChange> changes,
      Optional<Double> variation) {
    /** Repeated runs should not differ by more. */
    public static final double MOST_VARIATION = 0.05;

    public Trend {
      values = List.copyOf(values);
      changes = List.copyOf(changes);
    }

    /** Whether repeated runs differ too much to tell small changes. */
    public boolean flaky() {
      return variation.filter(value -> value > MOST_VARIATION).isPresent();
    }
  }

  /**
   * A lasting change of level.
   *
   * @param runId first run at the new level
   * @param lastCommit commit of the last run before
   * @param firstCommit commit of the first run at the new level
   * @param before median before
   * @param after median after
   * @param effect shift in deviations of the noise
   * @param confidence 1 − p
   */
  public record LastingChange(
      String runId,
      Optional<String> lastCommit,
      Optional<String> firstCommit,
      double before,
      double after,
      double effect,
      double confidence) {}
}
