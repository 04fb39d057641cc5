package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.stats.sketch.LatencySketch;
import java.util.LongSummaryStatistics;

/** Adds up outcomes by the JDK's own means; the sketch comes from a single stream, unmerged. */
final class Tally {
  private final LongSummaryStatistics service = new LongSummaryStatistics();
  private final LongSummaryStatistics response = new LongSummaryStatistics();
  private final LatencySketch serviceSketch = new LatencySketch();
  private final LatencySketch responseSketch = new LatencySketch();
  private long errors;
  private long bytesSent;
  private long bytesReceived;

  void add(Outcome outcome) {
    service.accept(outcome.serviceMicros());
    response.accept(outcome.responseMicros());
    serviceSketch.add(outcome.serviceMicros());
    responseSketch.add(outcome.responseMicros());
    errors += outcome.isError() ? 1 : 0;
    bytesSent += outcome.bytesSent();
    bytesReceived += outcome.bytesReceived();
  }

  long count() {
    return service.getCount();
  }

  Kpis withSketches() {
    return kpis(serviceSketch.encoded(), responseSketch.encoded());
  }

  Kpis withoutSketches() {
    return kpis(new byte[0], new byte[0]);
  }

  private Kpis kpis(byte[] ofService, byte[] ofResponse) {
    return new Kpis(
        service.getCount(),
        errors,
        bytesSent,
        bytesReceived,
        Latency.of(service, ofService),
        Latency.of(response, ofResponse));
  }
}
