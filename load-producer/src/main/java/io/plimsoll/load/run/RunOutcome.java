package io.plimsoll.load.run;

import io.plimsoll.load.emit.EmitCounters;
import io.plimsoll.schemas.RunStatus;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param status ENDED, INTERRUPTED, ABORTED or FAILED
 * @param reason why, when not by plan
 * @param requests outcomes seen by the engine
 * @param fails those that are not SUCCESS
 * @param recording where the outcomes are
 * @param recordedWhole everything was acknowledged
 * @param generatorLimited the generator, not the target, was at its limit
 * @param warnings what the reader of the report must know
 */
public record RunOutcome(
    String runId,
    RunStatus status,
    Optional<String> reason,
    long requests,
    long fails,
    EmitCounters recording,
    boolean recordedWhole,
    boolean generatorLimited,
    List<String> warnings) {

  public RunOutcome {
    warnings = List.copyOf(warnings);
  }
}
