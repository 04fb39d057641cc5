package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.analyzer.finding.PlannedLoad.Load;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.stats.anomaly.MovingBaseline;
import io.plimsoll.stats.anomaly.Stall;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * The detectors of one operation, second after second. What the plan explains is no anomaly:
 * throughput is held against the planned load, and latencies are learned anew when that changes;
 * while it ramps only stalls and errors are looked for. Something is unusual only when it is both
 * improbable and large enough to matter. For one thread.
 */
final class OperationWatch {
  private static final int WINDOW = 60;
  private static final double Z = 6;
  private static final double LATENCY_GRAIN = 0.02; // of a logarithm: two per cent
  private static final double LEAST_MICROS = 1_000;
  private static final double P50_FACTOR = 1.5;
  private static final double P95_FACTOR = 2;
  private static final double THROUGHPUT_SHARE = 0.7;
  private static final double SILENCE_BY_CHANCE = 1e-9;
  private static final double OUTCOMES_BEFORE_A_STALL = 100;
  private static final double SAME_LOAD = 0.05;

  private final String operation;
  private final MovingBaseline p50 = new MovingBaseline(WINDOW, LATENCY_GRAIN);
  private final MovingBaseline p95 = new MovingBaseline(WINDOW, LATENCY_GRAIN);
  private final MovingBaseline throughput = new MovingBaseline(WINDOW, 1e-9);
  private final LatencySlot slot = new LatencySlot();
  private final Course latencies = new Course();
  private final Course rates = new Course();
  private final LevelWatch level = new LevelWatch();
  private final SpreadWatch spread = new SpreadWatch();
  private final ErrorWatch errors = new ErrorWatch();
  private final Course silence = new Course();
  private Stall stall = Stall.fresh();
  private double load = -1;

  OperationWatch(String operation) {
    this.operation = operation;
  }

  /**
   * Takes a second in.
   *
   * @param traffic with a count of 0 when nothing was known of the operation
   */
  void take(long startMicros, Traffic traffic, Load planned) {
    long endMicros = startMicros + RunDetectors.SECOND;
    if (traffic.count() > 0) {
      errors.take(startMicros, endMicros, traffic);
    }
    stall(startMicros, endMicros, traffic, planned);
    if (!planned.steady()) {
      return;
    }
    if (Math.abs(planned.level() - load) > SAME_LOAD * Math.max(planned.level(), load)) {
      load = planned.level();
      p50.clear();
      p95.clear();
      slot.clear();
      latencies.clear();
      level.clear();
      spread.clear();
    }
    if (slot.add(startMicros, traffic)) {
      latency(slot.startMicros(), endMicros);
      slot.clear();
    }
    throughput(startMicros, endMicros, traffic, planned);
  }

  private void latency(long startMicros, long endMicros) {
    Worst middle = worst("p50", p50, slot.logP50());
    Worst tail = worst("p95", p95, slot.logP95());
    boolean slowMiddle = middle.z() >= Z && middle.factor() >= P50_FACTOR && isMuch(middle);
    boolean slowTail = tail.z() >= Z && tail.factor() >= P95_FACTOR && isMuch(tail);
    latencies.next(
        slowMiddle || slowTail, startMicros, endMicros, slowMiddle ? middle.orWorse(tail) : tail);
    if (p50.isKnown()) {
      long leap = latencies.isOpen() ? latencies.sinceMicros() : 0;
      level.next(middle.z(), slot.logP50(), p50.median(), leap, startMicros, endMicros);
    }
    boolean levelStays = latencies.isQuiet() && level.isQuiet();
    spread.next(slot.logP50(), levelStays, startMicros, endMicros);
    // What fails is often answered at once, which is not what is usual of the rest.
    if (levelStays && !spread.isOpen() && errors.isQuiet()) {
      p50.add(slot.logP50());
      p95.add(slot.logP95());
    }
  }

  /** Less than that is what schedulers and timers do, whatever the factor. */
  static boolean isMuch(Worst latency) {
    return latency.observed() - latency.expected() >= LEAST_MICROS;
  }

  private static Worst worst(String measure, MovingBaseline usual, double log) {
    return usual.isKnown()
        ? new Worst(measure, Math.exp(log), Math.exp(usual.median()), usual.z(log, 0))
        : Worst.NONE;
  }

  private void throughput(long startMicros, long endMicros, Traffic traffic, Load planned) {
    double perLoad = traffic.count() / planned.level();
    double usual = throughput.median();
    double poisson = Math.sqrt(Math.max(1, usual * planned.level())) / planned.level();
    double z = throughput.z(perLoad, poisson);
    boolean low = z <= -Z && perLoad <= THROUGHPUT_SHARE * usual;
    rates.next(
        low,
        startMicros,
        endMicros,
        new Worst("", traffic.count(), usual * planned.level(), Math.abs(z)));
    if (rates.isQuiet()) {
      throughput.add(perLoad);
    }
  }

  private void stall(long startMicros, long endMicros, Traffic traffic, Load planned) {
    stall = stall.next(traffic.count(), 1, planned.level());
    boolean known = errors.known() >= OUTCOMES_BEFORE_A_STALL;
    boolean silent = known && traffic.count() == 0 && stall.probability() < SILENCE_BY_CHANCE;
    double rate = stall.perLoad() * planned.level();
    silence.next(silent, startMicros, endMicros, new Worst("", 0, rate, Math.sqrt(stall.missed())));
  }

  /** Tells of what lasts. */
  void anomalies(Consumer<Anomaly> told) {
    silence.tell(Kind.STALL, operation, told);
    errors.tell(operation, told);
    latencies.tell(Kind.LATENCY, operation, told);
    level.tell(operation, told);
    rates.tell(Kind.THROUGHPUT, operation, told);
    spread.tell(operation, told);
  }

  void encode(ByteWriter out) {
    List.of(p50, p95, throughput).forEach(each -> each.encode(out));
    slot.encode(out);
    List.of(latencies, rates, silence).forEach(each -> each.encode(out));
    level.encode(out);
    spread.encode(out);
    errors.encode(out);
    for (double each : new double[] {stall.perLoad(), stall.missed(), load}) {
      out.putLong(Double.doubleToRawLongBits(each));
    }
  }

  void restore(ByteReader in) {
    List.of(p50, p95, throughput).forEach(each -> each.restore(in));
    slot.restore(in);
    List.of(latencies, rates, silence).forEach(each -> each.restore(in));
    level.restore(in);
    spread.restore(in);
    errors.restore(in);
    stall = new Stall(number(in), number(in));
    load = number(in);
  }

  private static double number(ByteReader in) {
    return Double.longBitsToDouble(in.readLong());
  }
}
