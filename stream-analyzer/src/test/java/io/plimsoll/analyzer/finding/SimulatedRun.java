package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.SecondRow.Reading;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows of a run with lognormal latencies and Poisson arrivals, given to the detectors. */
final class SimulatedRun {
  static final long SECOND = RunDetectors.SECOND;
  static final long START = 1_800_000_000L * SECOND;

  private final Random random;
  private final List<PhasePlan> plan = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private final Map<String, Double> share = new LinkedHashMap<>();
  private RunDetectors detectors;
  private int now;
  private Roughness rough = new Roughness(0, 0, 0, 0);
  private double wandered;
  private int pausesLeft;
  private double pause = 1;

  /** What is different in a second. */
  static final class Fault {
    double slower = 1;
    double fewer = 1;
    double errors = 0.001;
    double unrest; // standard deviation of the logarithm of a factor on each second
    boolean silent;
  }

  /**
   * What is no fault, though it looks like one now and then.
   *
   * @param wander standard deviation of the logarithm of the level of latencies
   * @param memory its autocorrelation from second to second
   * @param hiccups chance of a pause in a second; it makes up to three seconds slower
   * @param unsteady standard deviation of the logarithm of arrivals, and of the share of errors
   */
  record Roughness(double wander, double memory, double hiccups, double unsteady) {}

  SimulatedRun(long seed) {
    random = new Random(seed);
    share.put("browse", 0.6);
    share.put("order", 0.3);
    share.put("report", 0.1);
  }

  SimulatedRun phase(int seconds, double from, double to) {
    long start =
        plan.stream()
            .mapToLong(each -> each.getStartMicros() + each.getDurationMicros())
            .max()
            .orElse(0);
    plan.add(new PhasePlan("p" + plan.size(), LoadModel.OPEN, start, seconds * SECOND, from, to));
    return this;
  }

  SimulatedRun rough(Roughness as) {
    rough = as;
    return this;
  }

  /** How many times as slow this second is, by chance and by the fault. */
  private double slowness(Fault fault) {
    double slower = fault.slower;
    if (fault.unrest > 0) {
      slower *= Math.exp(fault.unrest * random.nextGaussian());
    }
    if (rough.wander() > 0) {
      double step = rough.wander() * Math.sqrt(1 - rough.memory() * rough.memory());
      wandered = rough.memory() * wandered + step * random.nextGaussian();
      slower *= Math.exp(wandered);
    }
    if (rough.hiccups() > 0) {
      if (pausesLeft == 0 && random.nextDouble() < rough.hiccups()) {
        pausesLeft = 1 + random.nextInt(3);
        pause = 1.2 + 2 * random.nextDouble();
      }
      slower *= pausesLeft > 0 ? pause : 1;
      pausesLeft = Math.max(0, pausesLeft - 1);
    }
    return slower;
  }

  private double unsteady() {
    return rough.unsteady() > 0 ? Math.exp(rough.unsteady() * random.nextGaussian()) : 1;
  }

  private RunDetectors detectors() {
    if (detectors == null) {
      RunRecord record =
          RunRecord.newBuilder()
              .setRunId("r")
              .setScenario("scenario")
              .setScenarioHash("0")
              .setStatus(RunStatus.RUNNING)
              .setStartedAtMicros(START)
              .setAgents(List.of("a1"))
              .setPlan(plan)
              .build();
      detectors = new RunDetectors(record, new SeriesTable(Signals.SHIPPED));
    }
    return detectors;
  }

  /** From the next second on a metric has this value. */
  void metric(String series, double value) {
    metrics.put(series, value);
  }

  void seconds(int count) {
    seconds(count, new Fault());
  }

  void seconds(int count, Fault fault) {
    for (int i = 0; i < count; i++) {
      second(fault);
    }
  }

  void second(Fault fault) {
    long start = START + now * SECOND;
    double level = new PlannedLoad(START, plan).between(start, start + SECOND).level();
    List<Traffic> traffic = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    long failed = 0;
    double slower = slowness(fault);
    double arrivals = level * fault.fewer * unsteady();
    double failing = fault.errors * unsteady();
    for (Map.Entry<String, Double> each : share.entrySet()) {
      int count = fault.silent ? 0 : poisson(arrivals * each.getValue());
      double[] times = new double[count];
      long errors = 0;
      for (int i = 0; i < count; i++) {
        times[i] = slower * 10_000 * Math.exp(0.6 * random.nextGaussian());
        errors += random.nextDouble() < failing ? 1 : 0;
        all.add(times[i]);
      }
      failed += errors;
      traffic(each.getKey(), times, errors, traffic);
    }
    traffic("*", all.stream().mapToDouble(Double::doubleValue).toArray(), failed, traffic);
    List<Reading> readings = new ArrayList<>();
    metrics.forEach((series, value) -> readings.add(new Reading(series, (float) (double) value)));
    detectors().take(new SecondRow(start, traffic, readings), findings::add);
    now++;
  }

  private static void traffic(String name, double[] times, long errors, List<Traffic> out) {
    if (times.length > 0) {
      Arrays.sort(times);
      out.add(
          new Traffic(
              name,
              times.length,
              errors,
              (float) Arrays.stream(times).average().orElseThrow(),
              at(times, 0.5),
              at(times, 0.95),
              at(times, 0.99)));
    }
  }

  private static float at(double[] sorted, double q) {
    return (float) sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  double gaussian() {
    return random.nextGaussian();
  }

  void finish() {
    detectors().finish(findings::add);
  }

  /** Seconds since the start. */
  int now() {
    return now;
  }

  List<Finding> findings() {
    return findings;
  }

  /** State and id of each. */
  List<String> told() {
    return findings.stream().map(each -> each.getState() + " " + each.getFindingId()).toList();
  }
}
