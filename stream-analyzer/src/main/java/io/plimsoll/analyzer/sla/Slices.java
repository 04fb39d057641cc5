package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of what is kept of one stretch of time: counts and times of operations, readings of
 * metrics. Items of the same name add up, so that what comes late is appended.
 */
final class Slices {
  private static final int COUNTS = 1;
  private static final int TIMES = 2;
  private static final int READINGS = 3;

  private Slices() {}

  /** Receives the items of a slice. */
  interface Items {
    void counts(String operation, long[] row);

    /**
     * @param kpis valid during the call only
     */
    void times(String operation, KpiAccumulator kpis);

    void readings(String series, Cell cell);
  }

  static void counts(ByteWriter out, String operation, long[] row) {
    begin(out, COUNTS, operation);
    for (long count : row) {
      out.putVarint(count);
    }
  }

  static void times(ByteWriter out, String operation, KpiAccumulator kpis) {
    begin(out, TIMES, operation);
    kpis.encode(out, 0);
  }

  static void readings(ByteWriter out, String series, Cell cell) {
    begin(out, READINGS, series);
    cell.encode(out);
  }

  private static void begin(ByteWriter out, int kind, String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.putVarint(kind);
    out.putVarint(utf8.length);
    out.putBytes(utf8, 0, utf8.length);
  }

  static void read(byte[] slice, Items items) {
    ByteReader in = new ByteReader(slice);
    while (in.hasMore()) {
      long kind = in.varint();
      int length = (int) in.varint();
      String name = new String(slice, in.skip(length), length, StandardCharsets.UTF_8);
      if (kind == COUNTS) {
        long[] row = new long[Counts.COUNTERS];
        for (int i = 0; i < row.length; i++) {
          row[i] = in.varint();
        }
        items.counts(name, row);
      } else if (kind == TIMES) {
        KpiAccumulator kpis = new KpiAccumulator();
        kpis.mergeEncoded(in, 0);
        items.times(name, kpis);
      } else if (kind == READINGS) {
        items.readings(name, Cell.decode(in));
      } else {
        throw new IllegalArgumentException("an item of kind " + kind + " in a slice");
      }
    }
  }
}
