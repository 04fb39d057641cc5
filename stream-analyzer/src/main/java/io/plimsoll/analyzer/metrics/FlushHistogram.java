package io.plimsoll.analyzer.metrics;

import io.plimsoll.analyzer.commit.CommitObserver;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long flushes took, for as long as the stream thread took no record. Thread-safe. */
public final class FlushHistogram implements CommitObserver {
  private static final double[] SECONDS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, Double.POSITIVE_INFINITY
  };

  private final CommitObserver other;
  private final AtomicLongArray counts = new AtomicLongArray(SECONDS.length);
  private final LongAdder nanos = new LongAdder();

  /**
   * @param other is told of everything, too
   */
  public FlushHistogram(CommitObserver other) {
    this.other = other;
  }

  @Override
  public void sent(String stage) {
    other.sent(stage);
  }

  @Override
  public boolean awaitsBroker() {
    return other.awaitsBroker();
  }

  @Override
  public void flushed(long took) {
    double seconds = (double) took / 1e9;
    int bucket = 0;
    while (seconds > SECONDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    nanos.add(took);
    other.flushed(took);
  }

  MetricSnapshot snapshot() {
    long[] copy = new long[SECONDS.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.get(i);
    }
    return HistogramSnapshot.builder()
        .name("plimsoll_analyzer_flush_seconds")
        .help("For how long each commit took no record, the transaction itself left out.")
        .dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(SECONDS, copy))
                .sum((double) nanos.sum() / 1e9)
                .build())
        .build();
  }
}
