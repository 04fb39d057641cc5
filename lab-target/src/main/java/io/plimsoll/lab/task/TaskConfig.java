package io.plimsoll.lab.task;

/**
 * The limits of the background work.
 *
 * @param workers tasks worked on at once
 * @param queueCapacity tasks that may wait; one more is refused
 * @param retained finished tasks that stay known, the oldest is forgotten first
 */
public record TaskConfig(int workers, int queueCapacity, int retained) {

  public TaskConfig {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, got " + workers);
    }
    if (queueCapacity < 0) {
      throw new IllegalArgumentException(
          "queueCapacity must not be negative, got " + queueCapacity);
    }
    if (retained < 1) {
      throw new IllegalArgumentException("retained must be at least 1, got " + retained);
    }
  }

  /** Enough for S0's peak of 500 requests/s. */
  public static TaskConfig defaults() {
    return new TaskConfig(64, 10_000, 20_000);
  }

  /** The same limits with other workers and another queue. */
  public TaskConfig with(int newWorkers, int newQueueCapacity) {
    return new TaskConfig(newWorkers, newQueueCapacity, retained);
  }
}
