package io.plimsoll.load.engine;

import io.plimsoll.stats.sketch.LatencySketch;

/** Counts of one operation on one lane. For that lane's thread. */
final class OperationTally {
  private long requests;
  private long fails;
  private long unanswered;
  private final LatencySketch response = new LatencySketch();

  void add(Exchange exchange) {
    requests++;
    if (!exchange.succeeded()) {
      fails++;
      unanswered += exchange.status() == 0 ? 1 : 0;
    }
    response.add((exchange.endNanos() - exchange.intendedNanos()) / 1000);
  }

  OperationCounts copy() {
    LatencySketch copy = new LatencySketch();
    copy.merge(response);
    return new OperationCounts(requests, fails, unanswered, copy);
  }
}
