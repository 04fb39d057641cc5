package io.plimsoll.stats.distribution;

import java.util.Arrays;
import java.util.Optional;

/**
 * Observations counted by size, as a Prometheus histogram counts them. Those of the same bounds are
 * added. Immutable and thread-safe.
 */
public final class BucketCounts {
  private final double[] upperBounds;
  private final double[] counts;
  private final double sum;

  /**
   * @param upperBounds finite and ascending, each included in its bucket
   * @param counts not cumulative, one more than bounds: the last is above all of them
   * @param sum of all observations
   */
  public BucketCounts(double[] upperBounds, double[] counts, double sum) {
    if (counts.length != upperBounds.length + 1) {
      throw new IllegalArgumentException(
          upperBounds.length + " bounds and " + counts.length + " counts");
    }
    for (int i = 1; i < upperBounds.length; i++) {
      if (!(upperBounds[i] > upperBounds[i - 1])) {
        throw new IllegalArgumentException("bounds must ascend: " + Arrays.toString(upperBounds));
      }
    }
    this.upperBounds = upperBounds.clone();
    this.counts = counts.clone();
    this.sum = sum;
  }

  /** Both together; empty when their bounds differ. */
  public Optional<BucketCounts> plus(BucketCounts other) {
    if (!Arrays.equals(upperBounds, other.upperBounds)) {
      return Optional.empty();
    }
    double[] both = counts.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.counts[i];
    }
    return Optional.of(new BucketCounts(upperBounds, both, sum + other.sum));
  }

  /** Observations. */
  public double total() {
    return Arrays.stream(counts).sum();
  }

  /** Sum of the observations. */
  public double sum() {
    return sum;
  }

  /**
   * Lower bound of the smallest observation: 0 for the first bucket, as long as that is positive.
   */
  public double atLeast() {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        return lower(i);
      }
    }
    return 0;
  }

  /** Upper bound of the largest observation; the last finite bound when it is above that. */
  public double atMost() {
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] > 0) {
        return upper(i);
      }
    }
    return 0;
  }

  /**
   * A quantile, interpolated within its bucket, as Prometheus' {@code histogram_quantile} does; the
   * last finite bound when it lies above all of them.
   *
   * @param q 0 to 1
   * @throws IllegalStateException without any observation
   */
  public double quantile(double q) {
    double total = total();
    if (!(total > 0)) {
      throw new IllegalStateException("no observations");
    }
    double rank = q * total;
    double below = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && below + counts[i] >= rank) {
        double share = Math.max(0, Math.min(1, (rank - below) / counts[i]));
        return i == upperBounds.length ? upper(i) : lower(i) + (upper(i) - lower(i)) * share;
      }
      below += counts[i];
    }
    return atMost();
  }

  private double lower(int bucket) {
    if (bucket > 0) {
      return upperBounds[bucket - 1];
    }
    return upperBounds.length == 0 ? 0 : Math.min(0, upperBounds[0]);
  }

  private double upper(int bucket) {
    if (upperBounds.length == 0) {
      return total() > 0 ? sum / total() : 0;
    }
    return upperBounds[Math.min(bucket, upperBounds.length - 1)];
  }

  public int buckets() {
    return counts.length;
  }

  /** Upper bound of a bucket but the last. */
  public double bound(int bucket) {
    return upperBounds[bucket];
  }

  public double count(int bucket) {
    return counts[bucket];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BucketCounts buckets
        && Arrays.equals(upperBounds, buckets.upperBounds)
        && Arrays.equals(counts, buckets.counts)
        && Double.compare(sum, buckets.sum) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(upperBounds) * 31 + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "buckets" + Arrays.toString(upperBounds) + Arrays.toString(counts);
  }
}
