package io.plimsoll.load.run;

import io.plimsoll.load.emit.EmitCounters;
import java.time.Duration;
import java.util.List;

/**
 * A run at one moment, about a second old at most.
 *
 * @param phase name of the phase; {@code draining} after the plan, {@code ended} at last
 * @param users virtual users that run; in the open model, arrivals under way
 * @param left until the plan ends
 * @param operations one line each, in the order of the scenario
 * @param total all together
 */
public record LiveSnapshot(
    String runId,
    String scenario,
    String phase,
    boolean open,
    int users,
    int inFlight,
    int waiting,
    Duration elapsed,
    Duration left,
    List<OperationLine> operations,
    OperationLine total,
    EmitCounters recording,
    boolean generatorLimited) {

  public LiveSnapshot {
    operations = List.copyOf(operations);
  }

  /**
   * One line of the table; response times in milliseconds, all 0 when there was no request.
   *
   * @param perSecond requests per second over the last second, or over the run once it has ended
   */
  public record OperationLine(
      String name,
      long requests,
      long fails,
      double avgMillis,
      double minMillis,
      double maxMillis,
      double medianMillis,
      double p95Millis,
      double p99Millis,
      double perSecond) {}
}
