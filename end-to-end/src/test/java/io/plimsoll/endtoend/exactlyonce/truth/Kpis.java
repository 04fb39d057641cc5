package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.OperationSummary;
import java.nio.ByteBuffer;

/** What outcomes amount to: in a window, or in a whole run. Equal only when all of it is. */
record Kpis(
    long count,
    long errors,
    long bytesSent,
    long bytesReceived,
    Latency service,
    Latency response) {

  static Kpis of(KpiWindow window) {
    return new Kpis(
        window.getCount(),
        window.getErrors(),
        window.getBytesSent(),
        window.getBytesReceived(),
        Latency.of(window.getService(), window.getServiceSketch()),
        Latency.of(window.getResponse(), window.getResponseSketch()));
  }

  /** A summary carries no sketches. */
  static Kpis of(OperationSummary summary) {
    ByteBuffer none = ByteBuffer.allocate(0);
    return new Kpis(
        summary.getCount(),
        summary.getErrors(),
        summary.getBytesSent(),
        summary.getBytesReceived(),
        Latency.of(summary.getService(), none),
        Latency.of(summary.getResponse(), none));
  }
}
