package io.plimsoll.load.sample.prometheus;

import io.plimsoll.schemas.HistogramReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A histogram of an endpoint: turns cumulative buckets since its start into what was observed since
 * the reading before. When any bucket has fallen, the endpoint was restarted and everything in it
 * is new. For one thread.
 */
final class Distribution {
  private final String name;
  private Buckets before = new Buckets();
  private Buckets now = new Buckets();
  private double sumBefore;
  private double sumNow;
  private boolean touched;

  Distribution(String name) {
    this.name = name;
  }

  /** Cumulative counts by upper bound, in the order in which they come: mostly ascending. */
  private static final class Buckets {
    private double[] bounds = new double[16];
    private double[] counts = new double[16];
    private int size;

    void add(double bound, double count) {
      if (size == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      bounds[size] = bound;
      counts[size] = count;
      size++;
    }

    /** Puts them in order, should they not be; of equal bounds the last counts. */
    void sort() {
      boolean ascending = true;
      for (int i = 1; i < size && ascending; i++) {
        ascending = bounds[i] > bounds[i - 1];
      }
      if (!ascending) {
        double[] oldBounds = bounds.clone();
        double[] oldCounts = counts.clone();
        int[] order =
            IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(oldBounds[a], oldBounds[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        size = 0;
        for (int i : order) {
          size -= size > 0 && bounds[size - 1] == oldBounds[i] ? 1 : 0;
          add(oldBounds[i], oldCounts[i]);
        }
      }
    }

    boolean complete() {
      return size > 0 && bounds[size - 1] == Double.POSITIVE_INFINITY;
    }

    boolean follows(Buckets earlier) {
      boolean same = Arrays.equals(bounds, 0, size, earlier.bounds, 0, earlier.size);
      for (int i = 0; i < size && same; i++) {
        same = counts[i] >= earlier.counts[i];
      }
      return same;
    }
  }

  String name() {
    return name;
  }

  void touch(List<Distribution> all) {
    if (!touched) {
      touched = true;
      now.size = 0;
      sumNow = 0;
      all.add(this);
    }
  }

  void bucket(double upperBound, double cumulative) {
    now.add(upperBound, cumulative);
  }

  void sum(double value) {
    sumNow = value;
  }

  /** What was observed since the reading before; empty at the first, and when nothing was. */
  Optional<HistogramReading> finish() {
    touched = false;
    now.sort();
    Optional<HistogramReading> reading =
        before.size == 0 || !now.complete() ? Optional.empty() : difference();
    Buckets old = before;
    before = now;
    now = old;
    sumBefore = sumNow;
    return reading;
  }

  private Optional<HistogramReading> difference() {
    boolean restarted = !now.follows(before);
    double all = now.counts[now.size - 1] - (restarted ? 0 : before.counts[now.size - 1]);
    if (!(all > 0)) {
      return Optional.empty();
    }
    List<Double> bounds = new ArrayList<>(now.size);
    List<Double> counts = new ArrayList<>(now.size);
    double below = 0;
    for (int i = 0; i < now.size; i++) {
      double cumulative = now.counts[i] - (restarted ? 0 : before.counts[i]);
      counts.add(Math.max(0, cumulative - below));
      below = cumulative;
      if (!Double.isInfinite(now.bounds[i])) {
        bounds.add(now.bounds[i]);
      }
    }
    double sum = restarted ? sumNow : sumNow - sumBefore;
    return Optional.of(new HistogramReading(bounds, counts, sum));
  }
}
