package io.plimsoll.analyzer.resource;

import io.plimsoll.stats.distribution.BucketCounts;
import io.plimsoll.stats.distribution.SortedSamples;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;

/** How the values of a window lie. Immutable. */
sealed interface Spread {
  int READINGS = 1;
  int BUCKETS = 2;

  /** Both together; empty when they cannot be added. */
  Optional<Spread> plus(Spread other);

  /** Empty when nothing is known of it. */
  OptionalDouble quantile(double q);

  /** Length when written. */
  int bytes();

  void write(ByteBuffer out);

  static Spread read(ByteBuffer in) {
    int kind = in.hasRemaining() ? in.get() : 0;
    return switch (kind) {
      case READINGS -> new Readings(SortedSamples.of(doubles(in)));
      case BUCKETS -> new Buckets(new BucketCounts(doubles(in), doubles(in), in.getDouble()));
      default -> new Readings(SortedSamples.of());
    };
  }

  private static double[] doubles(ByteBuffer in) {
    double[] values = new double[in.getInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getDouble();
    }
    return values;
  }

  /** The readings themselves. */
  record Readings(SortedSamples samples) implements Spread {
    @Override
    public Optional<Spread> plus(Spread other) {
      return other instanceof Readings more
          ? Optional.of(new Readings(samples.plus(more.samples)))
          : Optional.empty();
    }

    @Override
    public OptionalDouble quantile(double q) {
      return samples.size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(samples.quantile(q));
    }

    @Override
    public int bytes() {
      return 1 + Integer.BYTES + samples.size() * Double.BYTES;
    }

    @Override
    public void write(ByteBuffer out) {
      out.put((byte) READINGS).putInt(samples.size());
      for (int i = 0; i < samples.size(); i++) {
        out.putDouble(samples.get(i));
      }
    }
  }

  /** Observations of a histogram. */
  record Buckets(BucketCounts counts) implements Spread {
    @Override
    public Optional<Spread> plus(Spread other) {
      return other instanceof Buckets more
          ? counts.plus(more.counts).map(Buckets::new)
          : Optional.empty();
    }

    @Override
    public OptionalDouble quantile(double q) {
      return counts.total() > 0 ? OptionalDouble.of(counts.quantile(q)) : OptionalDouble.empty();
    }

    @Override
    public int bytes() {
      return 1 + 2 * Integer.BYTES + (2 * counts.buckets() - 1 + 1) * Double.BYTES;
    }

    @Override
    public void write(ByteBuffer out) {
      int bounds = counts.buckets() - 1;
      out.put((byte) BUCKETS).putInt(bounds);
      for (int i = 0; i < bounds; i++) {
        out.putDouble(counts.bound(i));
      }
      out.putInt(bounds + 1);
      for (int i = 0; i <= bounds; i++) {
        out.putDouble(counts.count(i));
      }
      out.putDouble(counts.sum());
    }
  }
}
