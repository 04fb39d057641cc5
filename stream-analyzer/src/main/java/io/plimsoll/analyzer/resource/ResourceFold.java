package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.intake.EventTimes;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.topic.NameLimits;
import java.util.Optional;

/**
 * Folds readings into windows of 1, 10 and 60 s. Each source has its own clock: its windows are
 * kept until its newest sample is {@link #LATENESS_MICROS} past them, or its run is settled; see
 * {@link ResourceRuns}. For one thread.
 */
final class ResourceFold {
  /** A sample older than the newest of its source by more than this is too late. */
  static final long LATENESS_MICROS = 60_000_000;

  private static final long[] WIDTHS = {1_000_000, 10_000_000, 60_000_000};

  private final ResourceOutput output;
  private final int mostRuns;
  private final ResourceRuns runs;

  /**
   * @param mostRuns runs sampled at once
   */
  ResourceFold(ResourceOutput output, WindowRetention retention, int mostRuns) {
    this.output = output;
    this.mostRuns = mostRuns;
    this.runs = new ResourceRuns(mostRuns, output, retention);
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
    ResourceSource source = runs.source(runId, sample.getSource());
    if (at > 0 && at < source.settledMicros()) {
      throw settled(sample);
    }
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
    runs.passed(runId, at);
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

  private RejectedRecordException settled(SystemSample sample) {
    return RejectedRecordException.invalid(
        sample.getRunId(),
        "sample of %s at %d is of windows that were settled: the samples of its run had ceased for %d s, or more than %d runs were sampled at once"
            .formatted(
                sample.getSource(),
                sample.getAtMicros(),
                ResourceRuns.CEASED_MICROS / 1_000_000,
                mostRuns));
  }

  /** Takes back a window that was kept over a restart. */
  void restore(ResourceKey key, ResourceCell cell) {
    runs.restore(key, cell);
  }

  /** Takes back through when a run was settled; before any window, the earliest first. */
  void restoreSettled(String runId, long endMicros) {
    runs.restoreSettled(runId, endMicros);
  }
}
