package io.plimsoll.analyzer;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.topic.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How an analyzer is set up. Immutable.
 *
 * @param cluster where Kafka and the registry are
 * @param stateDir a directory of this instance alone
 * @param applicationId the consumer group; instances that share the work share it
 * @param threads stream threads
 * @param commitInterval how often deltas, windows and summaries are handed on
 * @param grace how long windows wait beyond the watermark before they close
 * @param patience how long a run that is over waits for an agent it has lost
 * @param abandonAfter how long nothing may come of a run that is not over before it is closed
 *     without a verdict: whoever coordinated it has died
 * @param sessionTimeout after which a silent instance loses its tasks; the broker allows 6 s and
 *     more by default
 * @param startTimeout how long topics and broker may take at the start
 * @param guarantee what a crash may do to the counts
 * @param budget how many operations, agents and runs are told apart
 * @param retention how long windows of each width stay on their topic
 */
public record AnalyzerConfig(
    Cluster cluster,
    Path stateDir,
    String applicationId,
    int threads,
    Duration commitInterval,
    Duration grace,
    Duration patience,
    Duration abandonAfter,
    Duration sessionTimeout,
    Duration startTimeout,
    ProcessingGuarantee guarantee,
    Budget budget,
    WindowRetention retention) {

  public static final String DEFAULT_APPLICATION_ID = "plimsoll-analyzer";

  /** The defaults. */
  public AnalyzerConfig(Cluster cluster, Path stateDir) {
    this(
        cluster,
        stateDir,
        DEFAULT_APPLICATION_ID,
        1,
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        Duration.ofSeconds(6),
        Duration.ofSeconds(30),
        ProcessingGuarantee.EXACTLY_ONCE,
        Budget.DEFAULT,
        WindowRetention.DEFAULT);
  }

  public AnalyzerConfig {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(stateDir, "stateDir");
    Objects.requireNonNull(guarantee, "guarantee");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(retention, "retention");
    List<String> problems = new ArrayList<>();
    if (applicationId.isBlank()) {
      problems.add("applicationId: expected a name, found nothing");
    }
    if (threads < 1) {
      problems.add("threads: expected 1 or more, found " + threads);
    }
    positive("commitInterval", commitInterval, problems);
    positive("patience", patience, problems);
    positive("abandonAfter", abandonAfter, problems);
    positive("sessionTimeout", sessionTimeout, problems);
    positive("startTimeout", startTimeout, problems);
    if (grace.isNegative()) {
      problems.add("grace: expected 0 or more, found " + grace);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void positive(String name, Duration value, List<String> problems) {
    if (value.isNegative() || value.isZero()) {
      problems.add(name + ": expected more than 0, found " + value);
    }
  }

  public AnalyzerConfig withApplicationId(String id) {
    return with(draft -> draft.applicationId = id);
  }

  public AnalyzerConfig withThreads(int count) {
    return with(draft -> draft.threads = count);
  }

  public AnalyzerConfig withCommitInterval(Duration interval) {
    return with(draft -> draft.commitInterval = interval);
  }

  public AnalyzerConfig withGrace(Duration wait) {
    return with(draft -> draft.grace = wait);
  }

  public AnalyzerConfig withPatience(Duration wait) {
    return with(draft -> draft.patience = wait);
  }

  public AnalyzerConfig withAbandonAfter(Duration silence) {
    return with(draft -> draft.abandonAfter = silence);
  }

  public AnalyzerConfig withSessionTimeout(Duration timeout) {
    return with(draft -> draft.sessionTimeout = timeout);
  }

  public AnalyzerConfig withGuarantee(ProcessingGuarantee other) {
    return with(draft -> draft.guarantee = other);
  }

  public AnalyzerConfig withBudget(Budget other) {
    return with(draft -> draft.budget = other);
  }

  public AnalyzerConfig withRetention(WindowRetention other) {
    return with(draft -> draft.retention = other);
  }

  private AnalyzerConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** The same settings while one of them is changed. */
  private static final class Draft {
    private final AnalyzerConfig from;
    private String applicationId;
    private int threads;
    private Duration commitInterval;
    private Duration grace;
    private Duration patience;
    private Duration abandonAfter;
    private Duration sessionTimeout;
    private ProcessingGuarantee guarantee;
    private Budget budget;
    private WindowRetention retention;

    Draft(AnalyzerConfig from) {
      this.from = from;
      applicationId = from.applicationId;
      threads = from.threads;
      commitInterval = from.commitInterval;
      grace = from.grace;
      patience = from.patience;
      abandonAfter = from.abandonAfter;
      sessionTimeout = from.sessionTimeout;
      guarantee = from.guarantee;
      budget = from.budget;
      retention = from.retention;
    }

    AnalyzerConfig finish() {
      return new AnalyzerConfig(
          from.cluster,
          from.stateDir,
          applicationId,
          threads,
          commitInterval,
          grace,
          patience,
          abandonAfter,
          sessionTimeout,
          from.startTimeout,
          guarantee,
          budget,
          retention);
    }
  }
}
