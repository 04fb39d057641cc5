package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.outcome.OutcomeView;
import io.plimsoll.schemas.topic.NameLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which outcomes and marks cannot be meant, and why. Stateless. */
final class Refusals {
  /** A petabyte: an outcome that moved more counts something else. */
  private static final long MOST_BYTES = 1L << 50;

  private Refusals() {}

  /**
   * @param latestMicros that its record can tell of
   * @throws RejectedRecordException when its end or its bytes cannot be
   */
  static void requireInRange(OutcomeView view, long latestMicros) {
    long end = view.endMicros();
    if (end <= 0
        || end > latestMicros
        || isOutOfRange(view.bytesSent())
        || isOutOfRange(view.bytesReceived())) {
      throw outOfRange(view, latestMicros);
    }
  }

  private static boolean isOutOfRange(long bytes) {
    return bytes < 0 || bytes > MOST_BYTES;
  }

  private static RejectedRecordException outOfRange(OutcomeView view, long latestMicros) {
    return invalid(
        view.runId().getBytes(StandardCharsets.UTF_8),
        ("expected an end after 1970 and not after %d (before 2200, and a day after the timestamp"
                + " of the record at the latest) in microseconds and byte counts from 0 to 2^50, found end"
                + " %d, %d bytes sent, %d received")
            .formatted(latestMicros, view.endMicros(), view.bytesSent(), view.bytesReceived()));
  }

  /**
   * @param latestMicros that its record can tell of
   * @throws RejectedRecordException when the watermark cannot be
   */
  static void requireInRange(AgentProgress progress, long latestMicros) {
    long watermark = progress.getWatermarkMicros();
    if (watermark < 0 || watermark > latestMicros) {
      throw RejectedRecordException.invalid(
          progress.getRunId(),
          ("expected a watermark after 1970 and not after %d (before 2200, and a day after the"
                  + " timestamp of the record at the latest) in microseconds, found %d")
              .formatted(latestMicros, watermark));
    }
  }

  static void requireOperation(byte[] run, byte[] operation) {
    require(run, "run id", NameLimits.wrongWithId(run));
    require(run, "operation", NameLimits.wrongWithName(operation));
    String name = string(operation);
    if (name.equals(RunFold.WHOLE) || name.equals(Budget.OTHER)) {
      throw invalid(
          run,
          "operation: expected a name other than * and %s, which stand for many, found %s"
              .formatted(Budget.OTHER, name));
    }
  }

  static void requireAgent(byte[] run, byte[] agent) {
    require(run, "run id", NameLimits.wrongWithId(run));
    require(run, "agent id", NameLimits.wrongWithId(agent));
    if (string(agent).equals(Budget.OTHER)) {
      throw invalid(run, Budget.OTHER_IS_NO_AGENT);
    }
  }

  private static void require(byte[] run, String what, Optional<String> wrong) {
    if (wrong.isPresent()) {
      throw invalid(run, what + ": " + wrong.get());
    }
  }

  private static RejectedRecordException invalid(byte[] run, String detail) {
    String runId = NameLimits.wrongWithId(run).isEmpty() ? string(run) : null;
    return RejectedRecordException.invalid(runId, detail);
  }

  private static String string(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
