package io.plimsoll.load.sample.prometheus;

import io.plimsoll.load.sample.Counters;

/** What becomes of the values of one series. */
sealed interface Series {
  void take(double value, Exposition.Target target);

  /** Not wanted. */
  record Ignored() implements Series {
    @Override
    public void take(double value, Exposition.Target target) {}
  }

  /** Noted as it is. */
  record Gauge(String metric) implements Series {
    @Override
    public void take(double value, Exposition.Target target) {
      target.reading().put(metric, value);
    }
  }

  /** Noted as a rate. */
  record Counter(String metric, Counters.Counter counter) implements Series {
    @Override
    public void take(double value, Exposition.Target target) {
      Counters counters = target.counters();
      counters
          .increase(counter, value)
          .ifPresent(more -> target.reading().put(metric, more / counters.seconds()));
    }
  }

  /** One bucket of a histogram. */
  record Bucket(Distribution of, double upperBound) implements Series {
    @Override
    public void take(double value, Exposition.Target target) {
      of.touch(target.touched());
      of.bucket(upperBound, value);
    }
  }

  /** The sum of a histogram. */
  record Sum(Distribution of) implements Series {
    @Override
    public void take(double value, Exposition.Target target) {
      of.touch(target.touched());
      of.sum(value);
    }
  }
}
