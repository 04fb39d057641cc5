package io.plimsoll.analyzer.kpi;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.serde.WireFormat;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.nio.charset.StandardCharsets;

/**
 * Writes a KpiWindow in Avro's binary encoding straight from its accumulator: the same bytes as by
 * way of a record object, without the object. Reusable; for one thread.
 */
public final class WindowEncoder {
  private static final OutcomeKind[] KINDS = OutcomeKind.values();
  private static final byte[][] KIND_NAMES = kindNames();

  private final byte[] header = new byte[WireFormat.HEADER_BYTES];
  private final ByteWriter out = new ByteWriter(1 << 12);
  private final ByteWriter sketch = new ByteWriter(1 << 12);
  private final LatencySketch fewService = new LatencySketch();
  private final LatencySketch fewResponse = new LatencySketch();
  private final double[] values = new double[KpiRecords.QUANTILES.length];

  /**
   * @param schemaId of KpiWindow in the registry
   */
  public WindowEncoder(int schemaId) {
    WireFormat.putHeader(header, schemaId);
  }

  /** One window on the wire; names in UTF-8. */
  public byte[] encode(
      byte[] runId,
      byte[] operation,
      long widthMicros,
      long startMicros,
      KpiAccumulator kpis,
      boolean closed) {
    LatencySketch service = kpis.service(fewService);
    LatencySketch response = kpis.response(fewResponse);
    out.reset();
    out.putBytes(header, 0, header.length);
    putBytes(runId);
    putBytes(operation);
    putLong(widthMicros / KpiRecords.MICROS_PER_MILLI);
    putLong(startMicros);
    out.putVarint(closed ? 1 : 0);
    putLong(kpis.count());
    putLong(kpis.errors());
    putErrorsByKind(kpis);
    putDouble(KpiRecords.perSecond(kpis.count(), widthMicros));
    putDouble(KpiRecords.errorRate(kpis));
    putLong(kpis.bytesSent());
    putLong(kpis.bytesReceived());
    putLatency(service);
    putLatency(response);
    putDouble(LatencySketch.RELATIVE_ERROR);
    putSketch(service);
    putSketch(response);
    return out.copy();
  }

  /** In the order of the names, as a sorted map has them. */
  private void putErrorsByKind(KpiAccumulator kpis) {
    if (kpis.errors() > 0) {
      int present = 0;
      for (OutcomeKind kind : KINDS) {
        present += isErrorOf(kpis, kind) ? 1 : 0;
      }
      putLong(present);
      for (int i = 0; i < KINDS.length; i++) {
        if (isErrorOf(kpis, KINDS[i])) {
          putBytes(KIND_NAMES[i]);
          putLong(kpis.count(KINDS[i]));
        }
      }
    }
    putLong(0);
  }

  private static boolean isErrorOf(KpiAccumulator kpis, OutcomeKind kind) {
    return kind != OutcomeKind.SUCCESS && kpis.count(kind) > 0;
  }

  private void putLatency(LatencySketch of) {
    if (of.isEmpty()) {
      putLong(0);
      putLong(of.refused());
      putLong(0);
      putLong(0);
      for (int i = 0; i < values.length + 2; i++) {
        putDouble(0);
      }
      return;
    }
    putLong(of.count());
    putLong(of.refused());
    putLong(of.min());
    putLong(of.max());
    putDouble(of.mean());
    putDouble(of.standardDeviation());
    of.quantiles(KpiRecords.QUANTILES, values);
    for (double value : values) {
      putDouble(value);
    }
  }

  private void putSketch(LatencySketch of) {
    sketch.reset();
    of.encode(sketch);
    putLong(sketch.length());
    out.putAll(sketch);
  }

  /** Avro's long: zig-zag. */
  private void putLong(long value) {
    out.putSigned(value);
  }

  private void putDouble(double value) {
    out.putLong(Double.doubleToRawLongBits(value));
  }

  private void putBytes(byte[] bytes) {
    putLong(bytes.length);
    out.putBytes(bytes, 0, bytes.length);
  }

  private static byte[][] kindNames() {
    byte[][] names = new byte[KINDS.length][];
    for (int i = 0; i < KINDS.length; i++) {
      names[i] = KINDS[i].name().getBytes(StandardCharsets.UTF_8);
    }
    return names;
  }
}
