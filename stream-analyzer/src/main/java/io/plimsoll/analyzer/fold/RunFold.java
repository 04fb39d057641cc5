package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.delta.DeltaWriter;
import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is held of one run since the last commit. */
final class RunFold {
  /** The operation that stands for all together. */
  static final String WHOLE = "*";

  private static final byte[] WHOLE_BYTES = WHOLE.getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER_BYTES = Budget.OTHER.getBytes(StandardCharsets.UTF_8);

  private final byte[] id;
  private final int partition;
  private final List<Series> series = new ArrayList<>();
  private final List<AgentFold> agents = new ArrayList<>();
  private final Map<Long, KpiAccumulator> whole = new TreeMap<>();
  private final Series other;
  private long rejected;
  private boolean live;
  private long elapsedMicros; // outlives a drain, as does the next
  private long toldElapsedMicros;

  /**
   * @param partition where everything about this run is written
   */
  RunFold(byte[] id, int partition) {
    this.id = id;
    this.partition = partition;
    this.other = new Series(this, OTHER_BYTES);
  }

  byte[] id() {
    return id;
  }

  int partition() {
    return partition;
  }

  /** True the first time since the last drain. */
  boolean becomesLive() {
    boolean first = !live;
    live = true;
    return first;
  }

  /** Whether so many operations are held apart already. */
  boolean holds(int operations) {
    return series.size() >= operations;
  }

  /** What holds the outcomes of the operations beyond the budget. */
  Series other() {
    return other;
  }

  void touched(Series one) {
    series.add(one);
  }

  void touched(AgentFold one) {
    agents.add(one);
  }

  void rejected() {
    rejected++;
  }

  /**
   * How much time has passed on the partition as far as the marks of the run tell: each agent's own
   * lead it on by as much as they are apart, whatever its clock says, and the furthest counts. So
   * it never runs ahead of the agents, however many there are and however far apart their clocks.
   */
  long elapsedMicros() {
    return elapsedMicros;
  }

  void elapsedThrough(long micros) {
    elapsedMicros = Math.max(elapsedMicros, micros);
  }

  /** Writes what is held, with all operations together as one more series, and forgets it. */
  void drain(DeltaWriter out, AccumulatorPool pool) {
    out.run(id);
    for (Series one : series) {
      drain(one, out, pool);
    }
    if (!whole.isEmpty()) {
      out.series(WHOLE_BYTES);
    }
    whole.forEach(
        (second, accumulator) -> {
          out.window(second, accumulator);
          pool.give(accumulator);
        });
    if (rejected > 0) {
      out.rejected(rejected);
    }
    if (elapsedMicros > toldElapsedMicros) {
      out.elapsed(elapsedMicros - toldElapsedMicros);
      toldElapsedMicros = elapsedMicros;
    }
    agents.forEach(agent -> agent.drain(out));
    clear();
  }

  private void drain(Series one, DeltaWriter out, AccumulatorPool pool) {
    out.series(one.operation());
    one.drain(
        (second, accumulator) -> {
          out.window(second, accumulator);
          whole.computeIfAbsent(second, none -> pool.take()).merge(accumulator);
          pool.give(accumulator);
        });
  }

  private void clear() {
    series.clear();
    agents.clear();
    whole.clear();
    rejected = 0;
    live = false;
  }
}
