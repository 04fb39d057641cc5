package io.plimsoll.analyzer.resource;

import io.plimsoll.schemas.HistogramReading;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.stats.distribution.BucketCounts;
import io.plimsoll.stats.distribution.SortedSamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Between cells and records. Stateless. */
final class ResourceRecords {
  /** Minimum and maximum tell two readings. */
  private static final int TOLD_ANYWAY = 2;

  private ResourceRecords() {}

  static ResourceWindow window(ResourceKey key, ResourceCell cell) {
    ResourceWindow window = new ResourceWindow();
    window.setRunId(key.runId());
    window.setSource(key.source());
    window.setMetric(key.metric());
    window.setWidthMillis(key.widthMillis());
    window.setStartMicros(key.startMicros());
    window.setCount(cell.count());
    window.setAverage(cell.average());
    window.setMinimum(cell.minimum());
    window.setMaximum(cell.maximum());
    window.setLast(cell.last());
    window.setLastAtMicros(cell.lastAtMicros());
    window.setP50(quantile(cell, 0.5));
    window.setP90(quantile(cell, 0.9));
    window.setP95(quantile(cell, 0.95));
    window.setP99(quantile(cell, 0.99));
    window.setReadings(readings(cell));
    window.setHistogram(cell.spread() instanceof Spread.Buckets of ? written(of.counts()) : null);
    return window;
  }

  private static Double quantile(ResourceCell cell, double q) {
    var quantile = cell.spread().quantile(q);
    return quantile.isPresent() ? (Double) quantile.getAsDouble() : null;
  }

  private static List<Double> readings(ResourceCell cell) {
    if (cell.spread() instanceof Spread.Readings readings
        && readings.samples().size() > TOLD_ANYWAY) {
      SortedSamples samples = readings.samples();
      List<Double> list = new ArrayList<>(samples.size());
      for (int i = 0; i < samples.size(); i++) {
        list.add(samples.get(i));
      }
      return Collections.unmodifiableList(list);
    }
    return List.of();
  }

  private static HistogramReading written(BucketCounts counts) {
    List<Double> bounds = new ArrayList<>();
    List<Double> inBuckets = new ArrayList<>();
    for (int i = 0; i < counts.buckets(); i++) {
      inBuckets.add(counts.count(i));
      if (i < counts.buckets() - 1) {
        bounds.add(counts.bound(i));
      }
    }
    return new HistogramReading(bounds, inBuckets, counts.sum());
  }

  /** What was observed; empty when it is no histogram. */
  static Optional<Spread.Buckets> observed(HistogramReading reading) {
    try {
      double[] bounds = doubles(reading.getUpperBounds());
      double[] counts = doubles(reading.getCounts());
      boolean sound = Double.isFinite(reading.getSum());
      for (double count : counts) {
        sound &= count >= 0 && Double.isFinite(count);
      }
      if (!sound) {
        return Optional.empty();
      }
      BucketCounts buckets = new BucketCounts(bounds, counts, reading.getSum());
      return Optional.of(new Spread.Buckets(buckets)).filter(each -> buckets.total() > 0);
    } catch (IllegalArgumentException unsound) {
      return Optional.empty();
    }
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
