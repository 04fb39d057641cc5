package io.plimsoll.load.engine;

import io.plimsoll.stats.sketch.LatencySketch;

/**
 * Counts of one operation since the start.
 *
 * @param unanswered those of the fails that got no answer at all
 * @param response response times; not changed any more
 */
public record OperationCounts(long requests, long fails, long unanswered, LatencySketch response) {
  static OperationCounts none() {
    return new OperationCounts(0, 0, 0, new LatencySketch());
  }

  OperationCounts plus(OperationCounts other) {
    LatencySketch merged = new LatencySketch();
    merged.merge(response);
    merged.merge(other.response);
    return new OperationCounts(
        requests + other.requests, fails + other.fails, unanswered + other.unanswered, merged);
  }
}
