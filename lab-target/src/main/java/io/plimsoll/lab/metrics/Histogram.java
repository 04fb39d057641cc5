package io.plimsoll.lab.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Counts in fixed buckets, as Prometheus wants them. Thread-safe and lock-free. */
public final class Histogram {
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };
  private static final double[] BYTES = {
    1_000, 10_000, 100_000, 1e6, 5e6, 10e6, 50e6, 100e6, 500e6, 1e9
  };

  private final double[] bounds;
  private final double unit;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();

  private Histogram(double[] bounds, double unit) {
    this.bounds = bounds;
    this.unit = unit;
    this.counts = new LongAdder[bounds.length + 1];
    Arrays.setAll(counts, i -> new LongAdder());
  }

  /** Takes nanoseconds, shows seconds. */
  public static Histogram ofNanos() {
    return new Histogram(SECONDS, 1e9);
  }

  /** Takes and shows bytes. */
  public static Histogram ofBytes() {
    return new Histogram(BYTES, 1);
  }

  /** Counts one value, in the unit the histogram takes. */
  public void record(long value) {
    double shown = value / unit;
    int bucket = 0;
    while (bucket < bounds.length && shown > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  /** Writes the samples of this histogram under {@code name} with {@code labels} in turns. */
  public void write(Exposition out, String name, String... labels) {
    String[] withBound = Arrays.copyOf(labels, labels.length + 2);
    withBound[labels.length] = "le";
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i].sum();
      double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
      withBound[labels.length + 1] = Exposition.number(bound);
      out.sample(name + "_bucket", total, withBound);
    }
    out.sample(name + "_sum", sum.sum() / unit, labels);
    out.sample(name + "_count", total, labels);
  }
}
