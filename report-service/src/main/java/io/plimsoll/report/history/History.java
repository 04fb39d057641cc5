package io.plimsoll.report.history;

import io.plimsoll.stats.compare.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a scenario in order of time, and what became of each KPI.
 *
 * @param scenario name of the scenario
 * @param branch only runs of it
 * @param environment only runs in it
 * @param operation whose figures; {@code *} for all operations together
 * @param runs complete runs, oldest first
 * @param trends one per KPI
 * @param flaky whether repeated runs differ more than {@link Trend#MOST_VARIATION} in a KPI
 * @param acknowledged changes that somebody has looked at, oldest acknowledgement first
 */
public record History(
    String scenario,
    Optional<String> branch,
    Optional<String> environment,
    String operation,
    List<Entry> runs,
    List<Trend> trends,
    boolean flaky,
    List<AcknowledgedPoint> acknowledged) {
  public History {
    runs = List.copyOf(runs);
    trends = List.copyOf(trends);
    acknowledged = List.copyOf(acknowledged);
  }

  /**
   * One run.
   *
   * @param runId the run
   * @param startedAt when it began
   * @param commit commit under test
   * @param passed whether every limit held
   * @param series verdict on the series that it is the last repeat of
   */
  public record Entry(
      String runId,
      Instant startedAt,
      Optional<String> commit,
      boolean passed,
      Optional<SeriesVerdict> series) {}

  /**
   * What was found of a series of repeats.
   *
   * @param repeats how many runs were judged together
   * @param baselineRunIds what they were held against
   */
  public record SeriesVerdict(int repeats, List<String> baselineRunIds, Judgement verdict) {
    public SeriesVerdict {
      baselineRunIds = List.copyOf(baselineRunIds);
    }
  }

  /**
   * One KPI over the runs.
   *
   * @param kpi as in limits
   * @param unit of the values
   * @param values one per run
   * @param changes lasting changes
   * @param withdrawn acknowledged changes that newer runs do not bear out
   * @param variation coefficient of variation since the last change; empty of fewer than three runs
   */
  public record Trend(
      String kpi,
      String unit,
      List<Double> values,
      List<LastingChange> changes,
      List<AcknowledgedPoint> withdrawn,
      Optional<Double> variation) {
    /** Repeated runs should not differ by more. */
    public static final double MOST_VARIATION = 0.05;

    public Trend {
      values = List.copyOf(values);
      changes = List.copyOf(changes);
      withdrawn = List.copyOf(withdrawn);
    }

    /**
     * Whether repeated runs differ too much to tell small changes. Error rates near 0 and the
     * p99.9, which rests on few values, always would.
     */
    public boolean flaky() {
      return !kpi.endsWith("error_rate")
          && !kpi.endsWith("p999")
          && variation.filter(value -> value > MOST_VARIATION).isPresent();
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
   * @param state whether somebody has looked at it
   * @param acknowledged as it was when somebody looked at it
   */
  public record LastingChange(
      String runId,
      Optional<String> lastCommit,
      Optional<String> firstCommit,
      double before,
      double after,
      double effect,
      double confidence,
      State state,
      Optional<AcknowledgedPoint> acknowledged) {}

  /** Whether somebody has looked at a change. */
  public enum State {
    /** Nobody has. */
    NEW,
    /** Somebody has, and it is still where it was. */
    ACKNOWLEDGED,
    /** Somebody has, and newer runs have moved it. */
    MOVED
  }

  /**
   * A change as it was when somebody looked at it.
   *
   * @param kpi of which KPI, with its operation before it when it is of one
   * @param runId first run at the new level
   * @param before median before
   * @param after median after
   * @param at when it was acknowledged
   * @param note what was said of it
   */
  public record AcknowledgedPoint(
      String kpi, String runId, double before, double after, Instant at, String note) {}
}
