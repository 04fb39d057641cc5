package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.retention.Expiry;
import io.plimsoll.analyzer.retention.WindowRetention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The windows of one source of one run that may still change, by its own clock, and which of its
 * older ones have to leave the topic. For one thread.
 */
final class ResourceSource {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long TEN_SECONDS_MICROS = 10_000_000;

  /**
   * Windows of a width that expire with one sample: more than become too old from one to the next,
   * and few enough for one that comes after a long pause.
   */
  private static final int EXPIRED_AT_ONCE = 16;

  private final String runId;
  private final String name;
  private final long settledMicros;
  private final Map<ResourceKey, ResourceCell> cells = new HashMap<>();
  private final TreeMap<Long, List<ResourceKey>> byEnd = new TreeMap<>();
  private final Set<String> metrics = new TreeSet<>();
  private final Map<Long, Expiry> expiries;
  private long newestMicros;

  /**
   * @param settledMicros windows that end by then were settled before, whoever had them
   */
  ResourceSource(String runId, String name, WindowRetention retention, long settledMicros) {
    this.runId = runId;
    this.name = name;
    this.settledMicros = settledMicros;
    this.expiries =
        Map.of(
            SECOND_MICROS, new Expiry(SECOND_MICROS, retention.seconds()),
            TEN_SECONDS_MICROS, new Expiry(TEN_SECONDS_MICROS, retention.tenSeconds()));
  }

  ResourceKey key(String metric, long widthMicros, long startMicros) {
    return new ResourceKey(runId, name, metric, widthMicros, startMicros);
  }

  /** Windows that end before are final. */
  long keptFromMicros() {
    return newestMicros - ResourceFold.LATENESS_MICROS;
  }

  /** Windows that end by then were settled before this source was known, or known again. */
  long settledMicros() {
    return settledMicros;
  }

  /** Adds to a window; returns what is in it now. */
  ResourceCell put(ResourceKey key, ResourceCell more) {
    ResourceCell before = cells.get(key);
    if (before == null) {
      byEnd.computeIfAbsent(key.endMicros(), end -> new ArrayList<>()).add(key);
      metrics.add(key.metric());
      Expiry expiry = expiries.get(key.widthMicros());
      if (expiry != null) {
        expiry.closed(key.startMicros());
      }
    }
    ResourceCell after = before == null ? more : before.plus(more);
    cells.put(key, after);
    return after;
  }

  /** A sample of this time has been taken: what is final, or too old, goes. */
  void passed(long atMicros, ResourceOutput output) {
    newestMicros = Math.max(newestMicros, atMicros);
    while (!byEnd.isEmpty() && byEnd.firstKey() < keptFromMicros()) {
      for (ResourceKey key : byEnd.pollFirstEntry().getValue()) {
        cells.remove(key);
        output.forget(key);
      }
    }
    expiries.forEach((width, expiry) -> expire(width, expiry, output));
  }

  /** Nobody remembers which metric had a reading in which window: it goes for each. */
  private void expire(long width, Expiry expiry, ResourceOutput output) {
    for (int i = 0; i < EXPIRED_AT_ONCE && expiry.isDue(); i++) {
      long start = expiry.next();
      metrics.forEach(metric -> output.expired(key(metric, width, start)));
    }
  }

  /** Takes back a window that was kept over a restart; what has expired before is not known. */
  void restore(ResourceKey key, ResourceCell cell) {
    put(key, cell);
    if (cell.lastAtMicros() > newestMicros) {
      newestMicros = cell.lastAtMicros();
      expiries.values().forEach(expiry -> expiry.assume(newestMicros));
    }
  }

  void forgetAll(ResourceOutput output) {
    cells.keySet().forEach(output::forget);
  }
}
