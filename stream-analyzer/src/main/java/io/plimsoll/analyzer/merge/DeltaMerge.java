package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.delta.DeltaVisitor;
import io.plimsoll.stats.sketch.ByteReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Merges the items of deltas; those of finished runs are read and left. For one thread. */
final class DeltaMerge implements DeltaVisitor {
  /** An item of more bytes than this holds sketches, not single durations. */
  private static final int FEW_BYTES = 250;

  /** Items of few outcomes that a flush takes as long for as for one item of sketches. */
  private static final int WORK_OF_SKETCHES = 60;

  private final OpenRuns runs;
  private final MergeStore store;
  private final SourceReads reads;
  private final WindowLadder nowhere;
  private final RunTime noTime; // of runs that are over
  private final Map<String, Long> afterEnd = new TreeMap<>();
  private Optional<RunMerge> run = Optional.empty();
  private WindowLadder ladder;
  private RunStore kept;
  private String runId = "";
  private Operation operation;
  private AgentReading agent;
  private int workSinceFlush;

  /**
   * @param nowhere where outcomes of finished runs go
   * @param partitions of request-outcomes
   */
  DeltaMerge(
      OpenRuns runs, MergeStore store, SourceReads reads, WindowLadder nowhere, int partitions) {
    this.runs = runs;
    this.store = store;
    this.reads = reads;
    this.nowhere = nowhere;
    this.noTime = new RunTime(partitions);
    this.ladder = nowhere;
  }

  /** What was merged since the last flush, in items of few outcomes. */
  int workSinceFlush() {
    return workSinceFlush;
  }

  void flushed() {
    workSinceFlush = 0;
  }

  /** Outcomes of runs that had ended, by run, of what was merged since this was last asked. */
  Map<String, Long> takeAfterEnd() {
    if (afterEnd.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> taken = Map.copyOf(afterEnd);
    afterEnd.clear();
    return taken;
  }

  @Override
  public void run(byte[] bytes, int offset, int length) {
    String id = new String(bytes, offset, length, StandardCharsets.UTF_8);
    runId = id;
    run = runs.touch(id);
    ladder = run.map(RunMerge::ladder).orElse(nowhere);
    kept = store.windows(id);
  }

  @Override
  public void series(byte[] bytes, int offset, int length) {
    operation = ladder.operation(bytes, offset, length);
  }

  @Override
  public void window(long second, ByteReader accumulator) {
    int from = accumulator.position();
    ladder.merge(operation, second, accumulator, kept);
    workSinceFlush += accumulator.position() - from > FEW_BYTES ? WORK_OF_SKETCHES : 1;
  }

  @Override
  public void rejected(long count) {
    run.ifPresent(open -> open.rejected(count));
  }

  @Override
  public void elapsed(int source, long micros) {
    run.ifPresent(open -> open.elapsed(source, micros));
  }

  @Override
  public void agent(
      int source,
      byte[] bytes,
      int offset,
      int length,
      long sequenceHash,
      long nextSequence,
      long watermarkMicros,
      boolean ended,
      long sinceMarkMicros) {
    String id = new String(bytes, offset, length, StandardCharsets.UTF_8);
    agent = run.map(open -> open.reading(id)).orElseGet(() -> new AgentReading(noTime));
    agent.sequences(sequenceHash, nextSequence);
    if (watermarkMicros > 0 || ended) {
      agent.mark(source, watermarkMicros, ended, sinceMarkMicros);
    }
  }

  @Override
  public void read(long second, long count) {
    if (run.isEmpty()) {
      afterEnd.merge(runId, count, Long::sum);
    }
    agent.read(count, run.isPresent() && run.get().ladder().isClosed(second));
  }

  @Override
  public void unreadable(long count) {
    runs.unreadable(count);
  }

  @Override
  public void source(int source, boolean toEnd) {
    reads.read(source, toEnd);
  }

  @Override
  public void tick() {
    runs.tick();
  }
}
