package io.plimsoll.schemas.topic;

import java.util.List;

/**
 * Which partition the record of an outcome goes to. Mostly the producer chooses, which fills one
 * batch after the other. But where a run has very many operations, a second of each holds few
 * outcomes, and spread over all partitions they would be folded, handed on and merged nearly one by
 * one (ADR 31): there, those of an operation that end within a second lie together. The next second
 * of it lies on the next partition, so that no partition gets a busy operation for good. Immutable
 * and thread-safe.
 */
public final class OutcomePartitions {
  /** From so many operations of a run on. */
  public static final int MANY_OPERATIONS = 500;

  private static final long SECOND_MICROS = 1_000_000L;

  private final int partitions;
  private final int[] offsets; // by operation; empty where the producer chooses

  /**
   * @param operations names of the run's operations; agents may list them in any order
   * @param partitions of the topic
   */
  public OutcomePartitions(List<String> operations, int partitions) {
    this.partitions = partitions;
    this.offsets =
        operations.size() < MANY_OPERATIONS
            ? new int[0]
            : operations.stream()
                .mapToInt(name -> Math.floorMod(name.hashCode(), partitions))
                .toArray();
  }

  /**
   * The partition of one outcome; null where the producer chooses.
   *
   * @param operation index in the list
   * @param endMicros microseconds since the epoch
   */
  public Integer of(int operation, long endMicros) {
    if (offsets.length == 0) {
      return null;
    }
    long second = Math.floorDiv(endMicros, SECOND_MICROS);
    return (int) Math.floorMod(second + offsets[operation], (long) partitions);
  }
}
