package io.plimsoll.stats.anomaly;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The detectors of one series of windows together, with one calibrated score ({@link Tail#score}):
 * {@link Spike}, {@link LevelShift} and {@link VarianceChange} on the same standardised values,
 * their probabilities joined by Bonferroni. What the plan explains is no anomaly: a series that
 * goes with the load is divided by it, and any other is learned anew when the planned load changes.
 * Immutable; everything it knows is in its components, so it can be stored between windows.
 *
 * @param relation how the series goes with the load
 * @param spike baseline and scale
 * @param shift lasting changes of level
 * @param spread changes of spread
 * @param load planned load of the last window; negative before the first
 * @param verdict on the last window
 */
public record SeriesWatch(
    Relation relation,
    Spike spike,
    LevelShift shift,
    VarianceChange spread,
    double load,
    Verdict verdict) {
  private static final double SAME_LOAD = 0.05;
  private static final double FEWEST = 16;

  /** How a series goes with the planned load. */
  public enum Relation {
    /** Twice the load, twice the value: throughput, bytes. */
    PROPORTIONAL,
    /** Not in a known way: latency, utilisation. */
    FREE
  }

  /** What is unusual. */
  public enum Kind {
    NOTHING,
    SPIKE,
    DROP,
    LEVEL_UP,
    LEVEL_DOWN,
    UNREST
  }

  /**
   * On a window.
   *
   * @param kind what is most unusual; NOTHING below a score of 0.5
   * @param score 0 to 1, see {@link Tail#score}
   * @param value as observed
   * @param expected by the windows before and the planned load
   * @param z robust standard deviations between the two
   */
  public record Verdict(Kind kind, double score, double value, double expected, double z) {}

  /** That has seen nothing. */
  public static SeriesWatch fresh(Relation relation, int window) {
    return new SeriesWatch(
        relation,
        Spike.over(window),
        LevelShift.usual(),
        VarianceChange.usual(),
        -1,
        new Verdict(Kind.NOTHING, 0, 0, 0, 0));
  }

  /**
   * After the next window.
   *
   * @param value finite
   * @param plannedLoad what the plan asks for in this window, 0 or more, in any fixed unit
   */
  public SeriesWatch next(double value, double plannedLoad) {
    if (relation == Relation.FREE && load >= 0 && changed(plannedLoad)) {
      return fresh(relation, spike.window()).taken(value, plannedLoad, 1);
    }
    if (relation == Relation.PROPORTIONAL && plannedLoad <= 0) {
      return this;
    }
    return taken(value, plannedLoad, relation == Relation.PROPORTIONAL ? plannedLoad : 1);
  }

  private SeriesWatch taken(double value, double plannedLoad, double unit) {
    double scaled = value / unit;
    boolean known = spike.before().size() >= FEWEST;
    double z = known ? spike.z(scaled) : 0;
    double bounded = Math.max(-4, Math.min(4, z));
    LevelShift nextShift = known ? shift.next(bounded) : shift;
    VarianceChange nextSpread = known ? spread.next(bounded) : spread;
    Verdict judged =
        known
            ? judged(value, spike.median() * unit, z, nextShift, nextSpread)
            : new Verdict(Kind.NOTHING, 0, value, value, 0);
    boolean settled = nextShift.shifted() != 0;
    return new SeriesWatch(
        relation,
        settled ? Spike.over(spike.window()).next(scaled) : spike.next(scaled),
        nextShift,
        settled ? VarianceChange.usual() : nextSpread,
        plannedLoad,
        judged);
  }

  private Verdict judged(
      double value, double expected, double z, LevelShift level, VarianceChange unrest) {
    double bySpike = student(z);
    double byLevel = level.probability();
    double byUnrest = unrest.probability();
    double score = Tail.score(Tail.smallestOf(bySpike, byLevel, byUnrest));
    Kind kind;
    if (score < 0.5) {
      kind = Kind.NOTHING;
    } else if (level.shifted() != 0 || (byLevel <= bySpike && byLevel <= byUnrest)) {
      kind = level.up() >= level.down() ? Kind.LEVEL_UP : Kind.LEVEL_DOWN;
    } else if (bySpike <= byUnrest) {
      kind = z > 0 ? Kind.SPIKE : Kind.DROP;
    } else {
      kind = Kind.UNREST;
    }
    return new Verdict(kind, score, value, expected, z);
  }

  /** A scale from few values is uncertain; the MAD uses 37 % of what they tell. */
  private double student(double z) {
    double degrees = Math.max(2, 0.37 * (spike.before().size() - 1));
    return 2 * new TDistribution(null, degrees).cumulativeProbability(-Math.abs(z));
  }

  private boolean changed(double plannedLoad) {
    return Math.abs(plannedLoad - load) > SAME_LOAD * Math.max(plannedLoad, load);
  }
}
