package io.plimsoll.analyzer.kpi;

import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.LatencyStats;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Turns accumulators into the records that lie on topics. For one thread. */
public final class KpiRecords {
  static final double[] QUANTILES = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999};
  private static final double MICROS_PER_SECOND = 1e6;
  static final long MICROS_PER_MILLI = 1000;

  private final LatencySketch fewService = new LatencySketch();
  private final LatencySketch fewResponse = new LatencySketch();
  private final double[] values = new double[QUANTILES.length];
  private final ByteWriter sketchBytes = new ByteWriter(1024);

  /** The record of one window. */
  public KpiWindow window(
      String runId,
      String operation,
      long widthMicros,
      long startMicros,
      KpiAccumulator kpis,
      boolean closed) {
    LatencySketch service = kpis.service(fewService);
    LatencySketch response = kpis.response(fewResponse);
    KpiWindow window = new KpiWindow();
    window.setRunId(runId);
    window.setOperation(operation);
    window.setWidthMillis(widthMicros / MICROS_PER_MILLI);
    window.setStartMicros(startMicros);
    window.setClosed(closed);
    window.setCount(kpis.count());
    window.setErrors(kpis.errors());
    window.setErrorsByKind(errorsByKind(kpis));
    window.setThroughputPerSecond(perSecond(kpis.count(), widthMicros));
    window.setErrorRate(errorRate(kpis));
    window.setBytesSent(kpis.bytesSent());
    window.setBytesReceived(kpis.bytesReceived());
    window.setService(latency(service));
    window.setResponse(latency(response));
    window.setRelativeError(LatencySketch.RELATIVE_ERROR);
    window.setServiceSketch(encoded(service));
    window.setResponseSketch(encoded(response));
    return window;
  }

  /**
   * The whole-run totals of one operation.
   *
   * @param spanMicros from the run's first start to its last end
   */
  public OperationSummary operation(String operation, long spanMicros, KpiAccumulator kpis) {
    OperationSummary summary = new OperationSummary();
    summary.setOperation(operation);
    summary.setCount(kpis.count());
    summary.setErrors(kpis.errors());
    summary.setErrorsByKind(errorsByKind(kpis));
    summary.setThroughputPerSecond(perSecond(kpis.count(), spanMicros));
    summary.setErrorRate(errorRate(kpis));
    summary.setBytesSent(kpis.bytesSent());
    summary.setBytesReceived(kpis.bytesReceived());
    summary.setService(latency(kpis.service(fewService)));
    summary.setResponse(latency(kpis.response(fewResponse)));
    return summary;
  }

  private LatencyStats latency(LatencySketch sketch) {
    LatencyStats stats = new LatencyStats();
    stats.setRefused(sketch.refused());
    if (sketch.isEmpty()) {
      return stats;
    }
    sketch.quantiles(QUANTILES, values);
    stats.setCount(sketch.count());
    stats.setMinMicros(sketch.min());
    stats.setMaxMicros(sketch.max());
    stats.setMeanMicros(sketch.mean());
    stats.setStdDevMicros(sketch.standardDeviation());
    stats.setP50Micros(values[0]);
    stats.setP75Micros(values[1]);
    stats.setP90Micros(values[2]);
    stats.setP95Micros(values[3]);
    stats.setP99Micros(values[4]);
    stats.setP999Micros(values[5]);
    stats.setP9999Micros(values[6]);
    return stats;
  }

  private ByteBuffer encoded(LatencySketch sketch) {
    sketchBytes.reset();
    sketch.encode(sketchBytes);
    return ByteBuffer.wrap(sketchBytes.copy());
  }

  private static Map<String, Long> errorsByKind(KpiAccumulator kpis) {
    Map<String, Long> errors = new TreeMap<>();
    if (kpis.errors() == 0) {
      return errors;
    }
    for (OutcomeKind kind : OutcomeKind.values()) {
      long count = kpis.count(kind);
      if (kind != OutcomeKind.SUCCESS && count > 0) {
        errors.put(kind.name(), count);
      }
    }
    return errors;
  }

  /** Operations per second; 0 over no time at all. */
  public static double perSecond(long count, long spanMicros) {
    return spanMicros <= 0 ? 0 : count * MICROS_PER_SECOND / spanMicros;
  }

  /** Errors divided by outcomes; 0 when there are none. */
  public static double errorRate(KpiAccumulator kpis) {
    return kpis.count() == 0 ? 0 : (double) kpis.errors() / (double) kpis.count();
  }
}
