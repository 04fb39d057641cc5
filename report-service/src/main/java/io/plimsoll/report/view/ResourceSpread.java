package io.plimsoll.report.view;

import io.plimsoll.schemas.HistogramReading;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.stats.distribution.BucketCounts;
import io.plimsoll.stats.distribution.SortedSamples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the values of a window lie: its readings, or the observations of a histogram. Immutable.
 *
 * @param samples empty for a histogram, and when nothing is known
 */
public record ResourceSpread(Optional<SortedSamples> samples, Optional<BucketCounts> histogram) {
  /** Nothing is known. */
  public static final ResourceSpread UNKNOWN =
      new ResourceSpread(Optional.empty(), Optional.empty());

  static ResourceSpread of(ResourceWindow window) {
    if (window.getHistogram() != null) {
      return new ResourceSpread(Optional.empty(), Optional.of(counts(window.getHistogram())));
    }
    if (!window.getReadings().isEmpty()) {
      return ofSamples(SortedSamples.of(doubles(window.getReadings())));
    }
    return UNKNOWN;
  }

  /** One or two readings are told by the smallest and the largest. */
  static ResourceSpread ofFew(long count, double minimum, double maximum) {
    if (count == 1) {
      return ofSamples(SortedSamples.of(minimum));
    }
    return count == 2 ? ofSamples(SortedSamples.of(minimum, maximum)) : UNKNOWN;
  }

  private static ResourceSpread ofSamples(SortedSamples samples) {
    return new ResourceSpread(Optional.of(samples), Optional.empty());
  }

  private static BucketCounts counts(HistogramReading reading) {
    return new BucketCounts(
        doubles(reading.getUpperBounds()), doubles(reading.getCounts()), reading.getSum());
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  boolean isUnknown() {
    return samples.isEmpty() && histogram.isEmpty();
  }

  /** Both together; unknown when one is, or they are of different kinds. */
  public ResourceSpread plus(ResourceSpread other) {
    if (samples.isPresent() && other.samples.isPresent()) {
      return ofSamples(samples.get().plus(other.samples.get()));
    }
    return histogram.isPresent() && other.histogram.isPresent()
        ? new ResourceSpread(Optional.empty(), histogram.get().plus(other.histogram.get()))
        : UNKNOWN;
  }

  /** Empty when nothing is known. */
  public OptionalDouble quantile(double q) {
    if (samples.isPresent()) {
      return OptionalDouble.of(samples.get().quantile(q));
    }
    return histogram.isPresent() && histogram.get().total() > 0
        ? OptionalDouble.of(histogram.get().quantile(q))
        : OptionalDouble.empty();
  }

  /** Memory it takes, about. */
  int bytes() {
    int numbers =
        samples.map(SortedSamples::size).orElse(0)
            + histogram.map(each -> 2 * each.buckets()).orElse(0);
    return numbers == 0 ? 0 : 96 + numbers * Double.BYTES;
  }
}
