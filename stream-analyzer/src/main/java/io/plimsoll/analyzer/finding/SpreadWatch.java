package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.stats.anomaly.SpreadShift;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.function.Consumer;

/**
 * A median that has begun to swing, second after second, about a level that stays ({@link
 * SpreadShift} of its logarithms). For one thread.
 */
final class SpreadWatch {
  private static final double BY_CHANCE = 1e-6;
  private static final double RATIO = 3; // of variances
  private static final double USUAL_AGAIN = 1.5;
  private static final double LEAST_SHARE = 0.1; // of the level, per standard deviation
  private static final double LEAST_MICROS = 1_000;

  private SpreadShift shift = SpreadShift.fresh();
  private boolean open;
  private long sinceMicros;
  private long untilMicros;
  private Worst worst = Worst.NONE;

  /**
   * Takes a median in.
   *
   * @param log its logarithm, of microseconds
   * @param levelStays whether nothing is unusual about its level
   */
  void next(double log, boolean levelStays, long startMicros, long endMicros) {
    if (!levelStays) {
      return;
    }
    boolean calm = shift.ratio() < USUAL_AGAIN;
    shift = shift.next(log, !open);
    double ratio = shift.ratio();
    if (calm && ratio >= USUAL_AGAIN) {
      sinceMicros = startMicros;
    }
    if (open && ratio < USUAL_AGAIN) {
      open = false;
      worst = Worst.NONE;
    }
    if (ratio >= RATIO) {
      take(log, endMicros);
    }
  }

  private void take(double log, long endMicros) {
    double level = Math.exp(log);
    double now = Math.sqrt(shift.recent());
    Worst seen = new Worst("p50", level * now, level * Math.sqrt(shift.usual()), shift.z());
    boolean much =
        now >= LEAST_SHARE && seen.observed() - seen.expected() >= LEAST_MICROS && seen.z() > 0;
    if (open || (much && shift.probability() < BY_CHANCE)) {
      open = true;
      untilMicros = endMicros;
      worst = worst.orWorse(seen);
    }
  }

  boolean isOpen() {
    return open;
  }

  void clear() {
    shift = SpreadShift.fresh();
    open = false;
    worst = Worst.NONE;
  }

  void tell(String operation, Consumer<Anomaly> told) {
    if (open) {
      told.accept(new Anomaly(Kind.SPREAD, operation, sinceMicros, untilMicros, worst));
    }
  }

  void encode(ByteWriter out) {
    out.putVarint(open ? 1 : 0);
    out.putLong(sinceMicros);
    out.putLong(untilMicros);
    out.putVarint(shift.values());
    out.putVarint(shift.waiting());
    for (double each :
        new double[] {
          shift.last(),
          shift.usual(),
          shift.fourth(),
          shift.recent(),
          worst.observed(),
          worst.expected(),
          worst.z()
        }) {
      out.putLong(Double.doubleToRawLongBits(each));
    }
  }

  void restore(ByteReader in) {
    open = in.varint() != 0;
    sinceMicros = in.readLong();
    untilMicros = in.readLong();
    long values = in.varint();
    int waiting = (int) in.varint();
    shift = new SpreadShift(values, number(in), number(in), number(in), number(in), waiting);
    worst = new Worst("p50", number(in), number(in), number(in));
  }

  private static double number(ByteReader in) {
    return Double.longBitsToDouble(in.readLong());
  }
}
