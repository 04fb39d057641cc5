package io.plimsoll.benchmarks.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaTransition;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import io.plimsoll.stats.sla.BurnPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps of a constant share of errors, from perfect traffic and back to it, judged by burn rates
 * through the analyzer's topology.
 */
@SuppressWarnings("EnumOrdinal") // kinds are numbered as Avro numbers them
final class BurnCases {
  private static final long OUTCOMES = 10_000; // in each interval; every share is a whole number
  private static final long HOUR = 3600;

  /** One step: a promise and how badly it is broken. */
  record Step(double objective, double errorRatio) {}

  /**
   * What an alert did.
   *
   * @param firesAfterSeconds since the first error
   * @param clearsAfterEndSeconds since the last error
   */
  record Alert(double firesAfterSeconds, double clearsAfterEndSeconds) {}

  private BurnCases() {}

  /** The time from one evaluation of this pair to the next. */
  static long intervalSeconds(BurnPair pair) {
    long seconds = pair.longWindow().toSeconds();
    return seconds <= HOUR ? 1 : seconds <= 24 * HOUR ? 10 : 60;
  }

  /**
   * What each step makes the alert of this pair do; empty where it never fires.
   *
   * @param stateDir for nobody else
   */
  static Map<Step, Optional<Alert>> run(Path stateDir, BurnPair pair, List<Step> steps) {
    long interval = intervalSeconds(pair);
    long before = roundUp(pair.longWindow(), interval) + 10 * interval;
    long outage = roundUp(pair.longWindow(), interval);
    long after = roundUp(pair.shortWindow(), interval) + 10 * interval;
    Map<Step, Optional<Alert>> found = new LinkedHashMap<>();
    try (Replay replay = new Replay(stateDir, steps.stream().map(s -> rule(s, pair)).toList())) {
      for (long at = 0; at < before + outage + after; at += interval) {
        boolean bad = at >= before && at < before + outage;
        replay.second(at, outcomes(steps, bad), at + interval);
      }
      replay.commit();
      for (Step step : steps) {
        found.put(step, alert(step, replay.events(), before, before + outage));
      }
    }
    return found;
  }

  private static long roundUp(Duration time, long interval) {
    return -Math.floorDiv(-time.toSeconds(), interval) * interval;
  }

  private static String operation(Step step) {
    return "errors " + step.errorRatio();
  }

  private static String ruleId(Step step) {
    return operation(step) + " of " + step.objective();
  }

  private static SlaRule rule(Step step, BurnPair pair) {
    return SlaRule.newBuilder()
        .setRuleId(ruleId(step))
        .setOperation(operation(step))
        .setIndicator("burn_rate")
        .setComparison(Comparison.LESS_OR_EQUAL)
        .setLimit(pair.factor())
        .setText(pair.name())
        .setObjective(step.objective())
        .setOverMicros(pair.longWindow().toSeconds() * Replay.SECOND)
        .setShortMicros(pair.shortWindow().toSeconds() * Replay.SECOND)
        .build();
  }

  private static Map<String, KpiAccumulator> outcomes(List<Step> steps, boolean bad) {
    Map<String, KpiAccumulator> outcomes = new LinkedHashMap<>();
    for (Step step : steps) {
      long errors = bad ? Math.round(OUTCOMES * step.errorRatio()) : 0;
      outcomes.computeIfAbsent(operation(step), none -> accumulator(OUTCOMES - errors, errors));
    }
    return outcomes;
  }

  /** As {@code KpiAccumulator.encode} writes it: counts by kind without times. */
  private static KpiAccumulator accumulator(long good, long bad) {
    ByteWriter bytes = new ByteWriter(64);
    int success = 1 << OutcomeKind.SUCCESS.ordinal();
    int error = 1 << OutcomeKind.ERROR_STATUS.ordinal();
    bytes.putVarint((good > 0 ? success : 0) | (bad > 0 ? error : 0));
    if (good > 0) {
      bytes.putVarint(good);
    }
    if (bad > 0) {
      bytes.putVarint(bad);
    }
    bytes.putVarint(0);
    bytes.putVarint(0);
    bytes.putSigned(0); // the last end, from there
    bytes.putSigned(0); // the first start, back from it
    new LatencySketch().encode(bytes);
    new LatencySketch().encode(bytes);
    KpiAccumulator kpis = new KpiAccumulator();
    kpis.mergeEncoded(new ByteReader(bytes.copy()), Replay.START);
    return kpis;
  }

  private static Optional<Alert> alert(
      Step step, List<SlaEvent> events, long outageSecond, long endSecond) {
    List<SlaEvent> mine = new ArrayList<>();
    for (SlaEvent event : events) {
      if (event.getRule().getRuleId().equals(ruleId(step))) {
        mine.add(event);
      }
    }
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    boolean oneAlert =
        mine.size() == 2
            && mine.get(0).getTransition() == SlaTransition.FIRING
            && mine.get(1).getTransition() == SlaTransition.RESOLVED;
    if (!oneAlert) {
      throw new IllegalStateException(
          ruleId(step)
              + ": expected one alert that clears, found "
              + mine.stream().map(SlaEvent::getTransition).toList());
    }
    return Optional.of(new Alert(after(mine.get(0), outageSecond), after(mine.get(1), endSecond)));
  }

  private static double after(SlaEvent event, long second) {
    return (double) (event.getAtMicros() - Replay.START) / Replay.SECOND - second;
  }
}
