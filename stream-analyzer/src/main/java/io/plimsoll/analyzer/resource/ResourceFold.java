package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.intake.EventTimes;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.topic.NameLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
  private final WindowRetention retention;
  private final LinkedHashMap<String, Map<String, ResourceSource>> runs =
      new LinkedHashMap<>(16, 0.75f, true);

  ResourceFold(ResourceOutput output, WindowRetention retention) {
    this.output = output;
    this.retention = retention;
  }

  /**
   * Takes one sample.
   *
   * @param recordMillis Kafka timestamp of its record; 0 when it has none
   * @throws RejectedRecordException when it is too late or has no sensible time
   */
  void add(SystemSample sample, long recordMillis) {
    String runId = sample.getRunId();
    if (runId == null) {
      return; // taken outside a run: there is no run to show it with
    }
    requireNames(sample);
    long at = sample.getAtMicros();
    if (at > EventTimes.latestMicros(recordMillis)) {
      throw RejectedRecordException.invalid(
          runId,
          "sample of %s at %d is more than a day later than its record, of %d ms"
              .formatted(sample.getSource(), at, recordMillis));
    }
    ResourceSource source = source(runId, sample.getSource());
    if (at <= 0 || at < source.keptFromMicros()) {
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
                add(source, metric, ResourceCell.of(value, at));
              }
            });
    sample
        .getHistograms()
        .forEach(
            (metric, reading) ->
                ResourceRecords.observed(reading)
                    .ifPresent(of -> add(source, metric, ResourceCell.of(of, at))));
    source.passed(at, output);
  }

  private static void requireNames(SystemSample sample) {
    require(sample, "run id", NameLimits.wrongWithId(sample.getRunId()));
    require(sample, "source", NameLimits.wrongWithName(sample.getSource()));
    for (String metric : sample.getValues().keySet()) {
      require(sample, "metric", NameLimits.wrongWithMetric(metric));
    }
    for (String metric : sample.getHistograms().keySet()) {
      require(sample, "metric", NameLimits.wrongWithMetric(metric));
    }
  }

  private static void require(SystemSample sample, String what, Optional<String> wrong) {
    if (wrong.isPresent()) {
      throw RejectedRecordException.invalid(sample.getRunId(), what + ": " + wrong.get());
    }
  }

  private void add(ResourceSource source, String metric, ResourceCell cell) {
    long at = cell.lastAtMicros();
    for (long width : WIDTHS) {
      long start = Math.floorDiv(at, width) * width;
      ResourceKey key = source.key(metric, width, start);
      output.window(key, source.put(key, cell));
    }
  }

  private ResourceSource source(String runId, String name) {
    ResourceSource source =
        runs.computeIfAbsent(runId, id -> new HashMap<>())
            .computeIfAbsent(name, id -> new ResourceSource(runId, name, retention));
    if (runs.size() > MOST_RUNS) {
      String oldest = runs.keySet().iterator().next();
      runs.remove(oldest).values().forEach(gone -> gone.forgetAll(output));
    }
    return source;
  }

  /** Takes back a window that was kept over a restart. */
  void restore(ResourceKey key, ResourceCell cell) {
    source(key.runId(), key.source()).restore(key, cell);
  }
}
