package io.plimsoll.load.emit;

import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of recording.
 *
 * @param spoolDirectory where outcomes wait while Kafka cannot take them
 * @param maxSpoolBytes more than this is counted as unrecorded
 * @param maxInFlightBytes how much the producer may hold unacknowledged; what comes then waits on
 *     disk
 * @param ringCapacity outcomes between an event loop and the sender, a power of two
 * @param outcomesPerRecord how many outcomes that wait at the same moment may share a Kafka record,
 *     1 to 4096; none waits for others
 * @param markInterval time between progress marks
 * @param ledgerInterval time between ledger entries
 */
public record EmitConfig(
    Path spoolDirectory,
    long maxSpoolBytes,
    long maxInFlightBytes,
    int ringCapacity,
    int outcomesPerRecord,
    Duration markInterval,
    Duration ledgerInterval) {

  public EmitConfig {
    if (outcomesPerRecord < 1 || outcomesPerRecord > OutcomeBatchEncoder.MOST_OUTCOMES) {
      throw new IllegalArgumentException(
          "outcomesPerRecord: expected 1 to %d, found %d"
              .formatted(OutcomeBatchEncoder.MOST_OUTCOMES, outcomesPerRecord));
    }
  }

  /** The defaults: 4 GiB of spool, 24 MiB in flight, 32,768 outcomes, 500 ms, 1 s. */
  public static EmitConfig of(Path spoolDirectory, int outcomesPerRecord) {
    return new EmitConfig(
        spoolDirectory,
        4L << 30,
        24L << 20,
        1 << 15,
        outcomesPerRecord,
        Duration.ofMillis(500),
        Duration.ofSeconds(1));
  }
}
