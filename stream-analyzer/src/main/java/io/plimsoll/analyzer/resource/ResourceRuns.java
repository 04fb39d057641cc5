package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.retention.WindowRetention;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The runs whose windows may still change. The windows of a run are settled when its samples have
 * ceased while others' went on, or when more runs are sampled at once than there is room for: they
 * take no memory then, and what comes for them later is too late, so that a window once written is
 * never begun anew. For one thread.
 *
 * <p>Clocks differ and may be wrong. How long the samples of a run have ceased is told by how far
 * others have gone on, each by its own clock and at most {@link #MOST_STEP_MICROS} with a sample.
 */
final class ResourceRuns {
  /** A run is settled when another has gone on by so much since its last sample. */
  static final long CEASED_MICROS = 600_000_000;

  /**
   * Settled runs of which it is known through when; the one that ended longest ago goes first. When
   * even that one comes back, its windows of a last minute may be begun anew.
   */
  static final int SETTLED_KEPT = 10_000;

  private static final long MOST_STEP_MICROS = 60_000_000;
  private static final long WIDEST_MICROS = 60_000_000;

  private final int most;
  private final ResourceOutput output;
  private final WindowRetention retention;
  private final LinkedHashMap<String, Run> open = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<String, Long> settled = new LinkedHashMap<>();
  private long elapsedMicros;

  /** One that is open. */
  private static final class Run {
    final Map<String, ResourceSource> sources = new HashMap<>();
    long newestMicros = Long.MIN_VALUE;
    long elapsedMicros; // of the common time, by its own clock
    long lastMicros; // when the last sample came, in the common time
  }

  /**
   * @param most runs that are open at once
   */
  ResourceRuns(int most, ResourceOutput output, WindowRetention retention) {
    this.most = most;
    this.output = output;
    this.retention = retention;
  }

  /** The source of this name; the run silent longest is settled when there is no room for more. */
  ResourceSource source(String runId, String name) {
    Run run = open.get(runId);
    if (run == null) {
      run = new Run();
      run.elapsedMicros = elapsedMicros;
      run.lastMicros = elapsedMicros;
      open.put(runId, run);
      if (open.size() > most) {
        settleSilent();
      }
    }
    return run.sources.computeIfAbsent(
        name,
        id ->
            new ResourceSource(runId, id, retention, settled.getOrDefault(runId, Long.MIN_VALUE)));
  }

  /** A sample of this run has been taken. */
  void passed(String runId, long atMicros) {
    Run run = open.get(runId);
    if (atMicros > run.newestMicros) {
      if (run.newestMicros != Long.MIN_VALUE) {
        run.elapsedMicros += Math.min(atMicros - run.newestMicros, MOST_STEP_MICROS);
      }
      run.newestMicros = atMicros;
    }
    elapsedMicros = Math.max(elapsedMicros, run.elapsedMicros);
    run.lastMicros = elapsedMicros;
    while (open.values().iterator().next().lastMicros < elapsedMicros - CEASED_MICROS) {
      settleSilent();
    }
  }

  private void settleSilent() {
    Iterator<Map.Entry<String, Run>> silentFirst = open.entrySet().iterator();
    Map.Entry<String, Run> silent = silentFirst.next();
    silentFirst.remove();
    Run run = silent.getValue();
    run.sources.values().forEach(source -> source.forgetAll(output));
    if (run.newestMicros != Long.MIN_VALUE) {
      long end = (Math.floorDiv(run.newestMicros, WIDEST_MICROS) + 1) * WIDEST_MICROS;
      settle(silent.getKey(), end);
    }
  }

  private void settle(String runId, long endMicros) {
    settled.remove(runId); // it goes to the end
    settled.put(runId, endMicros);
    output.settled(runId, endMicros);
    if (settled.size() > SETTLED_KEPT) {
      String longestAgo = settled.keySet().iterator().next();
      settled.remove(longestAgo);
      output.forgetSettled(longestAgo);
    }
  }

  /** Takes back a window that was kept over a restart. */
  void restore(ResourceKey key, ResourceCell cell) {
    source(key.runId(), key.source()).restore(key, cell);
    Run run = open.get(key.runId());
    run.newestMicros = Math.max(run.newestMicros, cell.lastAtMicros());
  }

  /** Takes back through when a run was settled; before any window, the earliest first. */
  void restoreSettled(String runId, long endMicros) {
    settled.put(runId, endMicros);
  }
}
