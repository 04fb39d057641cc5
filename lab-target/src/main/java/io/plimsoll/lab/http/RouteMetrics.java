package io.plimsoll.lab.http;

import io.plimsoll.lab.metrics.Exposition;
import io.plimsoll.lab.metrics.Histogram;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts of one route and method. Thread-safe and lock-free. */
final class RouteMetrics {
  private final String method;
  private final String route;
  private final boolean observation;
  private final AtomicReferenceArray<LongAdder> byStatus = new AtomicReferenceArray<>(600);
  private final LongAdder aborted = new LongAdder();
  private final Histogram nanos = Histogram.ofNanos();

  /** {@code observation} routes watch the target and are left out of what it served. */
  RouteMetrics(String method, String route, boolean observation) {
    this.method = method;
    this.route = route;
    this.observation = observation;
  }

  /** The response was handed over completely. */
  void served(int status, long tookNanos) {
    LongAdder count = byStatus.get(status);
    if (count == null) {
      count = byStatus.updateAndGet(status, old -> old == null ? new LongAdder() : old);
    }
    nanos.record(tookNanos);
    count.increment();
  }

  /** The client went away before it had the whole response. */
  void aborted() {
    aborted.increment();
  }

  boolean observation() {
    return observation;
  }

  long served() {
    long total = 0;
    for (int status = 0; status < byStatus.length(); status++) {
      total += count(status);
    }
    return total;
  }

  void writeRequests(Exposition out, String name) {
    for (int status = 0; status < byStatus.length(); status++) {
      if (byStatus.get(status) != null) {
        String code = Integer.toString(status);
        out.sample(name, count(status), "method", method, "route", route, "status", code);
      }
    }
  }

  void writeAborted(Exposition out, String name) {
    long count = aborted.sum();
    if (count > 0) {
      out.sample(name, count, "method", method, "route", route);
    }
  }

  void writeDuration(Exposition out, String name) {
    if (served() > 0) {
      nanos.write(out, name, "method", method, "route", route);
    }
  }

  private long count(int status) {
    LongAdder count = byStatus.get(status);
    return count == null ? 0 : count.sum();
  }
}
