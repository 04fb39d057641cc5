package io.plimsoll.analyzer.merge;

/**
 * When a run has ended for the analyzer: everything of it has come; or it lost an agent, whose
 * outcomes may go on forever not coming, and nothing has come for a number of ticks; or its end was
 * never announced, and nothing has come for many more. For one thread.
 */
final class RunEnds {
  private static final long TICK_MICROS = MergeProcessor.TICK.toNanos() / 1000;

  private final Waits waits;
  private final SourceClocks clocks;

  RunEnds(Waits waits, SourceClocks clocks) {
    this.waits = waits;
    this.clocks = clocks;
  }

  /** Whether everything of it has come, or will not come any more. */
  boolean isFinished(RunMerge run) {
    return run.isComplete()
        || (run.isOver()
            && run.quietTicks() >= waits.patienceTicks()
            && clocks.nothingMoreBefore(run.endedAtMicros(), waits.patienceTicks()));
  }

  /** Each partition has been read past its last sign by as long as nothing has come of it. */
  boolean isAbandoned(RunMerge run) {
    int ticks = waits.abandonTicks();
    return run.quietTicks() >= ticks
        && clocks.nothingMoreBefore(run.newestMicros() + ticks * TICK_MICROS, ticks);
  }

  /** Why it is ended then. */
  String abandoned() {
    return "its end was never announced and nothing has come of it for %d s: whoever coordinated it died or lost Kafka"
        .formatted(waits.abandonTicks());
  }
}
