package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.stats.anomaly.LevelShift;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.function.Consumer;

/**
 * A median that has risen for good by too little for any single second to be unusual: deviations
 * are summed up ({@link LevelShift}), cut to size so that no single one decides. For one thread.
 */
final class LevelWatch {
  private static final double SLACK = 1;
  private static final double LIMIT = 9;
  private static final double CUT = 4;
  private static final double FACTOR = 1.25;
  private static final double STILL_UP = 1.5;
  private static final int USUAL_TO_CLOSE = 3;

  private LevelShift shift = fresh();
  private boolean open;
  private long sinceMicros;
  private long untilMicros;
  private double sumOfLogs;
  private double sumOfZ;
  private long values;
  private long usual;
  private Worst worst = Worst.NONE;

  private static LevelShift fresh() {
    return new LevelShift(SLACK, LIMIT, 0, 0, 0, 0);
  }

  /**
   * Takes a median in.
   *
   * @param z its robust deviations from the usual
   * @param log logarithm of the median in microseconds
   * @param usualLog of the usual one
   * @param leapMicros when single seconds became unusual, or 0 while none is: should that be what
   *     the sum rises above its limit by, the little that was in it before is chance
   */
  void next(
      double z, double log, double usualLog, long leapMicros, long startMicros, long endMicros) {
    if (open) {
      usual = z < STILL_UP ? usual + 1 : 0;
      if (usual == 0) {
        take(z, log, usualLog, endMicros);
      } else if (usual >= USUAL_TO_CLOSE) {
        clear();
      }
      return;
    }
    shift = shift.next(Math.max(-CUT, Math.min(CUT, z)));
    if (shift.risingFor() == 0) {
      return;
    }
    if (shift.risingFor() == 1) {
      sinceMicros = startMicros;
      sumOfLogs = 0;
      sumOfZ = 0;
      values = 0;
    }
    take(z, log, usualLog, endMicros);
    sinceMicros = Math.max(sinceMicros, leapMicros);
    open = shift.shifted() > 0 && worst.factor() >= FACTOR && OperationWatch.isMuch(worst);
  }

  private void take(double z, double log, double usualLog, long endMicros) {
    sumOfLogs += log;
    sumOfZ += z;
    values++;
    untilMicros = endMicros;
    double of = Math.exp(sumOfLogs / values);
    worst = new Worst("p50", of, Math.exp(usualLog), sumOfZ / Math.sqrt((double) values));
  }

  /** Whether what comes is usual, so that it can be learned. */
  boolean isQuiet() {
    return !open;
  }

  void clear() {
    shift = fresh();
    open = false;
    usual = 0;
    worst = Worst.NONE;
  }

  void tell(String operation, Consumer<Anomaly> told) {
    if (open) {
      told.accept(new Anomaly(Kind.LATENCY, operation, sinceMicros, untilMicros, worst));
    }
  }

  void encode(ByteWriter out) {
    out.putVarint(open ? 1 : 0);
    out.putLong(sinceMicros);
    out.putLong(untilMicros);
    out.putVarint(values);
    out.putVarint(usual);
    out.putVarint(shift.risingFor());
    out.putVarint(shift.fallingFor());
    for (double each :
        new double[] {
          shift.up(), shift.down(), sumOfLogs, sumOfZ, worst.observed(), worst.expected(), worst.z()
        }) {
      out.putLong(Double.doubleToRawLongBits(each));
    }
  }

  void restore(ByteReader in) {
    open = in.varint() != 0;
    sinceMicros = in.readLong();
    untilMicros = in.readLong();
    values = in.varint();
    usual = in.varint();
    long rising = in.varint();
    long falling = in.varint();
    shift = new LevelShift(SLACK, LIMIT, number(in), number(in), rising, falling);
    sumOfLogs = number(in);
    sumOfZ = number(in);
    worst = new Worst("p50", number(in), number(in), number(in));
  }

  private static double number(ByteReader in) {
    return Double.longBitsToDouble(in.readLong());
  }
}
