package io.plimsoll.benchmarks.flink;

import org.apache.flink.api.common.functions.AggregateFunction;

/** The sums of the windows that lie in a wider one. */
final class Rollup implements AggregateFunction<WindowSums, Sums, Sums> {
  private static final long serialVersionUID = 1L;

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  @Override
  public Sums add(WindowSums window, Sums sums) {
    sums.merge(window.f3);
    return sums;
  }

  @Override
  public Sums getResult(Sums sums) {
    return sums;
  }

  @Override
  public Sums merge(Sums one, Sums other) {
    one.merge(other);
    return one;
  }
}
