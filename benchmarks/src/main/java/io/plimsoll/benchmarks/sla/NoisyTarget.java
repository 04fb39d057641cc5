package io.plimsoll.benchmarks.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A target that does not change, with the noise that real ones have: log-normal service times whose
 * level wanders slowly (autocorrelation 0.95 from second to second, 3 % standard deviation), a
 * pause now and then that some requests wait for, load that goes up and down by a tenth in the
 * course of a day, and errors that come in small clusters. For one thread.
 */
final class NoisyTarget {
  /** Of all operations together. */
  static final String WHOLE = "*";

  private static final double DAY_SECONDS = 86_400;
  private static final double PERSISTENCE = 0.95;
  private static final double LEVEL_DEVIATION = 0.03;
  private static final double SPREAD = 0.5;
  private static final double PAUSES_PER_SECOND = 1.0 / 600;
  private static final double PAUSED = 0.01; // of the requests of that second
  private static final double ERRORS = 0.0008;
  private static final int SUCCESS = List.of(OutcomeKind.values()).indexOf(OutcomeKind.SUCCESS);
  private static final int ERROR = List.of(OutcomeKind.values()).indexOf(OutcomeKind.ERROR_STATUS);

  private final SplittableRandom random;
  private final Map<String, Double> medianMicros =
      Map.of("search", 20_000.0, "read", 5_000.0, "upload", 120_000.0);
  private final Map<String, Double> levels = new LinkedHashMap<>();
  private final double perSecond;

  /**
   * @param perSecond outcomes, of all operations together
   */
  NoisyTarget(long seed, double perSecond) {
    this.random = new SplittableRandom(seed);
    this.perSecond = perSecond;
    medianMicros.keySet().stream().sorted().forEach(operation -> levels.put(operation, 0.0));
  }

  List<String> operations() {
    return List.copyOf(levels.keySet());
  }

  /**
   * What happens in the second that begins then.
   *
   * @param slower how many times as slow, and as faulty, as it should be; 1 for unchanged
   */
  Map<String, KpiAccumulator> second(long second, double slower) {
    Map<String, KpiAccumulator> outcomes = new LinkedHashMap<>();
    KpiAccumulator whole = new KpiAccumulator();
    double pauseMicros =
        random.nextDouble() < PAUSES_PER_SECOND ? 80_000 + random.nextInt(170_000) : 0;
    double load = perSecond * (1 + 0.1 * Math.sin(second / DAY_SECONDS * 2 * Math.PI));
    for (String operation : levels.keySet()) {
      KpiAccumulator kpis = operation(operation, second, load / levels.size(), slower, pauseMicros);
      whole.merge(kpis);
      outcomes.put(operation, kpis);
    }
    outcomes.put(WHOLE, whole);
    return outcomes;
  }

  private KpiAccumulator operation(
      String operation, long second, double expected, double slower, double pauseMicros) {
    double level = wander(operation);
    double errors = ERRORS * slower * Math.exp(0.3 * random.nextGaussian());
    long count = Math.max(1, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
    double median = medianMicros.get(operation) * slower * Math.exp(level);
    long end = Replay.START + second * Replay.SECOND;
    KpiAccumulator kpis = new KpiAccumulator();
    for (long i = 0; i < count; i++) {
      double micros = median * Math.exp(SPREAD * random.nextGaussian());
      micros += random.nextDouble() < PAUSED ? pauseMicros : 0;
      long start = end - Math.round(micros);
      kpis.add(random.nextDouble() < errors ? ERROR : SUCCESS, start, start, end, 100, 1_000);
    }
    return kpis;
  }

  private double wander(String operation) {
    double fresh = Math.sqrt(1 - PERSISTENCE * PERSISTENCE) * LEVEL_DEVIATION;
    double level = PERSISTENCE * levels.get(operation) + fresh * random.nextGaussian();
    levels.put(operation, level);
    return level;
  }
}
