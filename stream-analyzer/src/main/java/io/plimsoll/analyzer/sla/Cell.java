package io.plimsoll.analyzer.sla;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;

/** Readings of one metric, added up. For one thread. */
final class Cell {
  private long count;
  private double sum;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private double last;

  void add(double value) {
    count++;
    sum += value;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    last = value;
  }

  /** Adds what came later. */
  void merge(Cell later) {
    if (later.count == 0) {
      return;
    }
    count += later.count;
    sum += later.sum;
    minimum = Math.min(minimum, later.minimum);
    maximum = Math.max(maximum, later.maximum);
    last = later.last;
  }

  long count() {
    return count;
  }

  /** The statistic of this name; there must be a reading. */
  double value(String statistic) {
    return switch (statistic) {
      case "avg" -> sum / (double) count;
      case "peak" -> maximum;
      case "min" -> minimum;
      case "last" -> last;
      default -> throw new IllegalArgumentException("no statistic " + statistic);
    };
  }

  void encode(ByteWriter out) {
    out.putVarint(count);
    out.putLong(Double.doubleToRawLongBits(sum));
    out.putLong(Double.doubleToRawLongBits(minimum));
    out.putLong(Double.doubleToRawLongBits(maximum));
    out.putLong(Double.doubleToRawLongBits(last));
  }

  static Cell decode(ByteReader in) {
    Cell cell = new Cell();
    cell.count = in.varint();
    cell.sum = Double.longBitsToDouble(in.readLong());
    cell.minimum = Double.longBitsToDouble(in.readLong());
    cell.maximum = Double.longBitsToDouble(in.readLong());
    cell.last = Double.longBitsToDouble(in.readLong());
    return cell;
  }
}
