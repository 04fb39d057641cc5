package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.schemas.SystemSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds readings into windows of 1, 10 and 60 s. Each source has its own clock: its windows are
 * kept until its newest sample is {@link #LATENESS_MICROS} past them. Only the runs that had
 * samples last are kept, so that runs long gone take no memory. For one thread.
 */
final class ResourceFold {
  /** A sample older than the newest of its source by more than this is too late. */
  static final long LATENESS_MICROS = 60_000_000;

  static final int MOST_RUNS = 32;

  private static final long[] WIDTHS = {1_000_000, 10_000_000, 60_000_000};

  private final ResourceOutput output;
  private final LinkedHashMap<String, Map<String, Source>> runs =
      new LinkedHashMap<>(16, 0.75f, true);

  ResourceFold(ResourceOutput output) {
    this.output = output;
  }

  /** The windows of one source, ordered by end, and its newest time. */
  private static final class Source {
    private final Map<ResourceKey, ResourceCell> cells = new HashMap<>();
    private final TreeMap<Long, List<ResourceKey>> byEnd = new TreeMap<>();
    private long newestMicros;

    ResourceCell put(ResourceKey key, ResourceCell more) {
      ResourceCell before = cells.get(key);
      if (before == null) {
        byEnd.computeIfAbsent(key.endMicros(), end -> new ArrayList<>()).add(key);
      }
      ResourceCell after = before == null ? more : before.plus(more);
      cells.put(key, after);
      return after;
    }
  }

  /**
   * Takes one sample.
   *
   * @throws RejectedRecordException when it is too late or has no sensible time
   */
  void add(SystemSample sample) {
    String runId = sample.getRunId();
    if (runId == null) {
      return; // taken outside a run: there is no run to show it with
    }
    Source source = source(runId, sample.getSource());
    long at = sample.getAtMicros();
    if (at <= 0 || at < source.newestMicros - LATENESS_MICROS) {
      throw RejectedRecordException.invalid(
          runId,
          "sample of %s at %d is more than %d s older than the newest of its source"
              .formatted(sample.getSource(), at, LATENESS_MICROS / 1_000_000));
    }
    sample
        .getValues()
        .forEach(
            (metric, value) -> {
              if (Double.isFinite(value)) {
                add(source, runId, sample.getSource(), metric, value, at);
              }
            });
    source.newestMicros = Math.max(source.newestMicros, at);
    evict(source);
  }

  private void add(Source source, String runId, String name, String metric, double value, long at) {
    for (long width : WIDTHS) {
      long start = Math.floorDiv(at, width) * width;
      ResourceKey key = new ResourceKey(runId, name, metric, width, start);
      output.window(key, source.put(key, ResourceCell.of(value, at)));
    }
  }

  private Source source(String runId, String name) {
    Source source =
        runs.computeIfAbsent(runId, id -> new HashMap<>())
            .computeIfAbsent(name, id -> new Source());
    if (runs.size() > MOST_RUNS) {
      String oldest = runs.keySet().iterator().next();
      runs.remove(oldest).values().forEach(gone -> gone.cells.keySet().forEach(output::forget));
    }
    return source;
  }

  private void evict(Source source) {
    long keptFrom = source.newestMicros - LATENESS_MICROS;
    while (!source.byEnd.isEmpty() && source.byEnd.firstKey() < keptFrom) {
      for (ResourceKey key : source.byEnd.pollFirstEntry().getValue()) {
        source.cells.remove(key);
        output.forget(key);
      }
    }
  }

  /** Takes back a window that was kept over a restart. */
  void restore(ResourceKey key, ResourceCell cell) {
    Source source = source(key.runId(), key.source());
    source.put(key, cell);
    source.newestMicros = Math.max(source.newestMicros, cell.lastAtMicros());
  }
}
