package io.plimsoll.load.emit;

import java.time.Duration;

/**
 * How long Kafka may take for the last records of a run. They follow one another: what is left of
 * the outcomes, the last marks of each partition, the last ledger entry, the record of the run.
 *
 * @param outcomes for what is left of the outcomes; the marks and the ledger entry may use what of
 *     it is over
 * @param mark at least for the marks, and again for the ledger entry
 * @param runRecord for the record of the run
 */
public record FlushLimits(Duration outcomes, Duration mark, Duration runRecord) {
  /** Whoever asks twice to stop waits two seconds in all. */
  public static final FlushLimits HURRIED =
      new FlushLimits(Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofMillis(500));

  static final FlushLimits NONE = new FlushLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** A plain end that waits so long for the outcomes. */
  public static FlushLimits patient(Duration outcomes) {
    return new FlushLimits(outcomes, Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  /** The longest that a flush takes. */
  public Duration total() {
    return outcomes.plus(mark).plus(mark).plus(runRecord);
  }
}
