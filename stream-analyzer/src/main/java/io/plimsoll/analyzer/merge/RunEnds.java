package io.plimsoll.analyzer.merge;

/**
 * When a run has ended for the analyzer: everything of it has come; or it lost an agent, whose
 * outcomes may go on forever not coming, and nothing has come for a number of ticks; or its end was
 * never announced, and nothing has come for many more. For one thread.
 */
final class RunEnds {
  private final Waits waits;
  private final SourceReads reads;

  RunEnds(Waits waits, SourceReads reads) {
    this.waits = waits;
    this.reads = reads;
  }

  /** Whether everything of it has come, or will not come any more. */
  boolean isFinished(RunMerge run) {
    return run.isComplete()
        || (run.isOver()
            && run.quietTicks() >= waits.patienceTicks()
            && reads.nothingMore(run.quietTicks(), waits.patienceTicks()));
  }

  /** Each partition has been read to its end since its last sign, long ago. */
  boolean isAbandoned(RunMerge run) {
    int ticks = waits.abandonTicks();
    return run.quietTicks() >= ticks && reads.nothingMore(run.quietTicks(), ticks);
  }

  /** Why it is ended then. */
  String abandoned() {
    return "its end was never announced and nothing has come of it for %d s: whoever coordinated it died or lost Kafka"
        .formatted(waits.abandonTicks());
  }
}
