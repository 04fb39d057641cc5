package io.plimsoll.analyzer.finding;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One second of a run as the detectors see it. Figures are in single precision, so that a row read
 * back says the same as the one that was written.
 *
 * @param startMicros of the second
 * @param traffic of the operations that had outcomes
 * @param readings of the metrics that were read
 */
record SecondRow(long startMicros, List<Traffic> traffic, List<Reading> readings) {
  SecondRow {
    traffic = List.copyOf(traffic);
    readings = List.copyOf(readings);
  }

  /**
   * The outcomes of one operation.
   *
   * @param mean service time in microseconds, as the others; 0 when none was measured
   */
  record Traffic(
      String operation, long count, long errors, float mean, float p50, float p95, float p99) {}

  /**
   * Of a metric.
   *
   * @param series source and metric, parted by a slash
   */
  record Reading(String series, float value) {}

  byte[] encoded(Names names) {
    ByteWriter out = new ByteWriter(256);
    out.putVarint(traffic.size());
    for (Traffic each : traffic) {
      names.put(out, each.operation);
      out.putVarint(each.count);
      out.putVarint(each.errors);
      putFloat(out, each.mean);
      putFloat(out, each.p50);
      putFloat(out, each.p95);
      putFloat(out, each.p99);
    }
    for (Reading each : readings) {
      names.put(out, each.series);
      putFloat(out, each.value);
    }
    return out.copy();
  }

  static SecondRow decode(long startMicros, byte[] bytes, Names names) {
    ByteReader in = new ByteReader(bytes);
    List<Traffic> traffic = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      traffic.add(
          new Traffic(
              names.read(in),
              in.varint(),
              in.varint(),
              readFloat(in),
              readFloat(in),
              readFloat(in),
              readFloat(in)));
    }
    List<Reading> readings = new ArrayList<>();
    while (in.hasMore()) {
      readings.add(new Reading(names.read(in), readFloat(in)));
    }
    return new SecondRow(startMicros, traffic, readings);
  }

  static void putFloat(ByteWriter out, float value) {
    out.putVarint(Integer.toUnsignedLong(Float.floatToRawIntBits(value)));
  }

  static float readFloat(ByteReader in) {
    return Float.intBitsToFloat((int) in.varint());
  }
}
