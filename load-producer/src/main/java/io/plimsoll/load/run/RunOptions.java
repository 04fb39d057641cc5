package io.plimsoll.load.run;

import io.plimsoll.load.scenario.OutcomeTransport;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.schemas.topic.NameLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is started with beside its scenario.
 *
 * @param runId made up when absent
 * @param agentId unique within the run
 * @param agents all that drive the run, this one included; the same on each of them
 * @param commit commit under test
 * @param branch branch under test
 * @param environment where it runs
 * @param labels put over those of the scenario; never a secret
 * @param spoolDirectory where outcomes wait while Kafka cannot take them
 * @param outcomesPerRecord how many outcomes that wait at the same moment may share a Kafka record,
 *     1 to 4096; 0 for what the scenario says, one each where it says nothing
 * @param eventLoops threads that send; 0 for half of the cores, at least one
 * @param drain how long requests in flight may take once the plan has ended
 * @param flushLimit how long Kafka may take for what is left after that
 */
public record RunOptions(
    Optional<String> runId,
    String agentId,
    List<String> agents,
    Optional<String> commit,
    Optional<String> branch,
    Optional<String> environment,
    Map<String, String> labels,
    Path spoolDirectory,
    int outcomesPerRecord,
    int eventLoops,
    Duration drain,
    Duration flushLimit) {

  public RunOptions {
    agents = List.copyOf(agents);
    labels = Map.copyOf(labels);
    runId.ifPresent(id -> requireId("run id", id));
    agents.forEach(id -> requireId("agent id", id));
    if (!agents.contains(agentId)) {
      throw new IllegalArgumentException("agent %s is none of %s".formatted(agentId, agents));
    }
    if (eventLoops < 0) {
      throw new IllegalArgumentException("event loops must not be negative: " + eventLoops);
    }
  }

  private static void requireId(String what, String id) {
    if (id.equals(NameLimits.OTHER)) {
      throw new IllegalArgumentException(what + ": " + id + " stands for those that are too many");
    }
    NameLimits.wrongWithId(id)
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(what + ": " + wrong);
            });
  }

  /** Everything at its default. */
  public static RunOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  int outcomesPerRecord(Scenario scenario) {
    return outcomesPerRecord > 0
        ? outcomesPerRecord
        : scenario.transport().orElse(OutcomeTransport.SINGLE).outcomesPerRecord();
  }

  int effectiveLoops() {
    return eventLoops > 0
        ? eventLoops
        : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** Sets some and leaves the others at their defaults. */
  public static final class Builder {
    private Optional<String> runId = Optional.empty();
    private String agentId = "agent-1";
    private List<String> agents = List.of();
    private Optional<String> commit = Optional.empty();
    private Optional<String> branch = Optional.empty();
    private Optional<String> environment = Optional.empty();
    private final Map<String, String> labels = new HashMap<>();
    private Path spoolDirectory = Path.of(System.getProperty("java.io.tmpdir"), "plimsoll-spool");
    private int outcomesPerRecord;
    private int eventLoops;
    private Duration drain = Duration.ofSeconds(30);
    private Duration flushLimit = Duration.ofSeconds(60);

    private Builder() {}

    public Builder runId(String value) {
      runId = Optional.of(value);
      return this;
    }

    public Builder agentId(String value) {
      agentId = value;
      return this;
    }

    /** All that drive the run; without it this one alone. */
    public Builder agents(List<String> values) {
      agents = List.copyOf(values);
      return this;
    }

    public Builder commit(String value) {
      commit = Optional.ofNullable(value);
      return this;
    }

    public Builder branch(String value) {
      branch = Optional.ofNullable(value);
      return this;
    }

    public Builder environment(String value) {
      environment = Optional.ofNullable(value);
      return this;
    }

    public Builder labels(Map<String, String> values) {
      labels.putAll(values);
      return this;
    }

    public Builder spoolDirectory(Path value) {
      spoolDirectory = value;
      return this;
    }

    public Builder outcomesPerRecord(int value) {
      outcomesPerRecord = value;
      return this;
    }

    public Builder eventLoops(int value) {
      eventLoops = value;
      return this;
    }

    public Builder drain(Duration value) {
      drain = value;
      return this;
    }

    public Builder flushLimit(Duration value) {
      flushLimit = value;
      return this;
    }

    public RunOptions build() {
      return new RunOptions(
          runId,
          agentId,
          agents.isEmpty() ? List.of(agentId) : agents,
          commit,
          branch,
          environment,
          labels,
          spoolDirectory,
          outcomesPerRecord,
          eventLoops,
          drain,
          flushLimit);
    }
  }
}
