package io.plimsoll.load.emit;

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
 * @param markInterval time between progress marks
 * @param ledgerInterval time between ledger entries
 */
public record EmitConfig(
    Path spoolDirectory,
    long maxSpoolBytes,
    long maxInFlightBytes,
    int ringCapacity,
    Duration markInterval,
    Duration ledgerInterval) {

  /** The defaults: 4 GiB of spool, 24 MiB in flight, 32,768 outcomes, 500 ms, 1 s. */
  public static EmitConfig of(Path spoolDirectory) {
    return new EmitConfig(
        spoolDirectory,
        4L << 30,
        24L << 20,
        1 << 15,
        Duration.ofMillis(500),
        Duration.ofSeconds(1));
  }
}
