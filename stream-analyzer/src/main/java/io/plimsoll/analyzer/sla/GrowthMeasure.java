package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.SlaRule;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sla.Growth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Growth of a level since the first judged moment: the level is read at equal distances, and every
 * second reading is left out when there are too many. For one thread.
 */
final class GrowthMeasure implements Measure {
  private static final int MOST_POINTS = 120;

  /** What grows from nothing grows by more than any limit; a number can be told, infinity not. */
  private static final double MOST_GROWTH = 1e6;

  private final SlaRule rule;
  private final Measure level;
  private final long fromMicros;
  private final int pointsNeeded;
  private final List<Double> points = new ArrayList<>();
  private long everyMicros;
  private long lastEndMicros = Long.MIN_VALUE;
  private Optional<Reading> last = Optional.empty();

  /**
   * @param level of the last while
   * @param everyMicros distance of its readings
   * @param pointsNeeded before which nothing is said of growth
   */
  GrowthMeasure(SlaRule rule, Measure level, long fromMicros, long everyMicros, int pointsNeeded) {
    this.rule = rule;
    this.level = level;
    this.fromMicros = fromMicros;
    this.everyMicros = everyMicros;
    this.pointsNeeded = Math.max(Growth.LEAST_POINTS, pointsNeeded);
  }

  @Override
  public Optional<Reading> at(long endMicros) {
    boolean due =
        lastEndMicros == Long.MIN_VALUE
            ? endMicros % everyMicros == 0
            : endMicros - lastEndMicros >= everyMicros;
    if (due && endMicros - fromMicros >= level.reachMicros()) {
      level.at(endMicros).ifPresent(reading -> add(reading.value(), endMicros));
    }
    return last;
  }

  private void add(double value, long endMicros) {
    points.add(value);
    lastEndMicros = endMicros;
    judge();
    if (points.size() > MOST_POINTS) {
      for (int i = points.size() - 2; i >= 0; i -= 2) {
        points.remove(i);
      }
      everyMicros *= 2;
    }
  }

  private void judge() {
    if (points.size() >= pointsNeeded) {
      double[] levels = points.stream().mapToDouble(Double::doubleValue).toArray();
      double growth = Math.min(Growth.of(levels), MOST_GROWTH);
      boolean breach = Terms.breaks(rule, growth);
      long span = lastEndMicros - fromMicros;
      last = Optional.of(new Reading(growth, points.size(), breach, fromMicros, span));
    }
  }

  @Override
  public long stepMicros() {
    return level.stepMicros();
  }

  @Override
  public long reachMicros() {
    return everyMicros * pointsNeeded;
  }

  @Override
  public String lack() {
    return "fewer than %d readings, one every %s".formatted(pointsNeeded, Terms.span(everyMicros));
  }

  @Override
  public void encode(ByteWriter out) {
    out.putVarint(everyMicros);
    out.putLong(lastEndMicros);
    out.putVarint(points.size());
    points.forEach(point -> out.putLong(Double.doubleToRawLongBits(point)));
  }

  @Override
  public void restore(ByteReader in) {
    everyMicros = in.varint();
    lastEndMicros = in.readLong();
    long count = in.varint();
    for (long i = 0; i < count; i++) {
      points.add(Double.longBitsToDouble(in.readLong()));
    }
    judge();
  }
}
