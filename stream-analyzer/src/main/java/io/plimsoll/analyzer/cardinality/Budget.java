package io.plimsoll.analyzer.cardinality;

import io.plimsoll.schemas.topic.NameLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of each kind is told apart, so that nobody's naming can exhaust the memory. What goes
 * beyond is counted together as {@link #OTHER} and reported in a finding; no outcome is dropped.
 * Immutable.
 *
 * @param operationsPerRun operations of a run that have windows of their own, first come first
 *     served; the outcomes of the others are in the windows of {@link #OTHER} and of the whole run
 * @param agentsPerRun agents of a run that have accounts of their own; without one for every agent
 *     the verdict is withheld
 * @param runsPerPartition runs open at once on a partition; beyond it the run that has been silent
 *     longest is closed early and its verdict withheld
 */
public record Budget(int operationsPerRun, int agentsPerRun, int runsPerPartition) {
  /** The operation, or the agent, that stands for all beyond the budget. */
  public static final String OTHER = NameLimits.OTHER;

  /** Why an agent that calls itself so is not heard: it would be taken for a crowd. */
  public static final String OTHER_IS_NO_AGENT =
      "expected the name of an agent other than %s, which stands for those beyond the budget"
          .formatted(OTHER);

  /** A summary names every operation of its run in one Kafka record. */
  private static final int MOST_OPERATIONS = 50_000;

  /** 10,000 operations, 1,000 agents, 1,000 runs. */
  public static final Budget DEFAULT = new Budget(10_000, 1_000, 1_000);

  public Budget {
    List<String> problems = new ArrayList<>();
    between("operationsPerRun", operationsPerRun, MOST_OPERATIONS, problems);
    between("agentsPerRun", agentsPerRun, Integer.MAX_VALUE, problems);
    between("runsPerPartition", runsPerPartition, Integer.MAX_VALUE, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void between(String name, int value, int most, List<String> problems) {
    if (value < 1 || value > most) {
      problems.add(name + ": expected 1 to " + most + ", found " + value);
    }
  }
}
