package io.plimsoll.analyzer.finding;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.trend.Drift;
import io.plimsoll.stats.trend.DriftJudge;
import io.plimsoll.stats.trend.TrendBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One level of a soak run: what it was while the load stayed the same, and what became of it. It
 * drifts when two judgements in a row say so, and no more when two say it does not. For one thread.
 */
final class DriftSeries {
  private static final int CAPACITY = 120;
  private static final int FEWEST = 60;
  private static final DriftJudge JUDGE = new DriftJudge(0.001);
  private static final int CONFIRMED = 2;

  /** Values between two judgements: one more of many changes nothing, and a judgement is dear. */
  private static final int FEWEST_BETWEEN = 30;

  private static final int FEWEST_TO_JUDGE = 10; // for DriftJudge
  private static final int FEWEST_OF_REST = 40;
  private static final int SECOND_LOOK = 10; // when the next judgement decides
  private static final int MOST_BETWEEN = 300;
  private static final int SHARE_BETWEEN = 40;

  private final String name;
  private final String cause;
  private final Optional<String> limitSeries;
  private final double least;
  private final TrendBuffer.Keep keep;
  private Optional<TrendBuffer> buffer = Optional.empty();
  private Optional<Double> limit;
  private long fromMicros;
  private int added;
  private int judgedAfter; // of the added
  private int confirmed;
  private boolean drifts;
  private double toldGrowth;

  /**
   * @param name of the series
   * @param signal what it tells
   * @param keep floors or means
   * @param least share of growth that matters
   */
  DriftSeries(String name, Signals.Signal signal, TrendBuffer.Keep keep, double least) {
    this.name = name;
    this.cause = signal.cause();
    this.limit = signal.limit();
    this.limitSeries = signal.limitSeries();
    this.keep = keep;
    this.least = least;
  }

  String name() {
    return name;
  }

  String cause() {
    return cause;
  }

  boolean drifts() {
    return drifts;
  }

  Optional<String> limitSeries() {
    return limitSeries;
  }

  void limit(double value) {
    limit = Optional.of(value);
  }

  void add(long atMicros, double value) {
    if (buffer.isEmpty()) {
      fromMicros = atMicros;
      buffer = Optional.of(new TrendBuffer(keep, CAPACITY, atMicros, RunDetectors.SECOND));
    }
    if (buffer.get().add(atMicros, value)) {
      added++;
    }
  }

  /** Begins anew under another load; what was found stays. */
  void restart() {
    buffer = Optional.empty();
    added = 0;
    judgedAfter = 0;
    confirmed = 0;
  }

  /** Whether there are enough values since the last judgement for it to be worth another. */
  boolean isDue() {
    int between = Math.min(MOST_BETWEEN, Math.max(FEWEST_BETWEEN, added / SHARE_BETWEEN));
    between = confirmed > 0 ? SECOND_LOOK : between;
    return added >= FEWEST && added - judgedAfter >= between;
  }

  /**
   * Looks at what there is.
   *
   * @return what is worth telling: that it began to drift, has become much worse, or is over
   */
  Optional<Told> judge() {
    judgedAfter = added;
    Optional<double[]> enough = enoughValues();
    if (enough.isEmpty()) {
      return Optional.empty();
    }
    double[] values = judged(enough.get());
    Drift drift = JUDGE.judge(values);
    boolean grows = grows(drift);
    confirmed = grows == drifts ? 0 : confirmed + 1;
    if (confirmed >= CONFIRMED) {
      confirmed = 0;
      drifts = grows;
      toldGrowth = growth(drift);
      return Optional.of(told(drift, values, grows ? State.BEGAN : State.OVER));
    }
    if (drifts && grows && growth(drift) > 1.5 * toldGrowth) {
      toldGrowth = growth(drift);
      return Optional.of(told(drift, values, State.WORSE));
    }
    return Optional.empty();
  }

  /** What the last judgement of a run says, when it drifts. */
  Optional<Told> last() {
    if (!drifts && confirmed > 0 && judge().isEmpty()) {
      return Optional.empty();
    }
    return enoughValues()
        .filter(values -> drifts)
        .map(this::judged)
        .map(values -> told(JUDGE.judge(values), values, State.OVER));
  }

  /**
   * None when there are too few, also because a long pause lies between them, which makes those
   * around it a handful.
   */
  private Optional<double[]> enoughValues() {
    return buffer
        .filter(all -> added >= FEWEST)
        .map(TrendBuffer::values)
        .filter(values -> known(values) >= FEWEST_TO_JUDGE);
  }

  private static long known(double[] values) {
    return Arrays.stream(values).filter(each -> !Double.isNaN(each)).count();
  }

  /**
   * All there is, or without its first third when only the rest grows: what begins to leak while a
   * run goes on has a bend, which looks like chance on the whole.
   */
  private double[] judged(double[] values) {
    double[] rest = Arrays.copyOfRange(values, values.length / 3, values.length);
    boolean onlyTheRest =
        known(rest) >= FEWEST_OF_REST && !grows(JUDGE.judge(values)) && grows(JUDGE.judge(rest));
    return onlyTheRest ? rest : values;
  }

  private boolean grows(Drift drift) {
    boolean enough = drift.growth().map(share -> share.low() >= least).orElse(true);
    double risen = drift.lastLevel() - drift.test().line().intercept();
    return drift.kind() == Drift.Kind.GROWING && enough && risen >= leastRise();
  }

  /** Growth of a few descriptors or pages is no leak, whatever its share. */
  private double leastRise() {
    int labels = name.indexOf('{');
    String metric = labels < 0 ? name : name.substring(0, labels);
    if (metric.endsWith("_bytes")) {
      return cause.equals("log") ? 1 << 16 : 1 << 22;
    }
    boolean latency = cause.equals("latency");
    return latency || metric.endsWith("_ratio") ? 0.02 : 10;
  }

  private static double growth(Drift drift) {
    return drift.growth().map(Drift.Share::value).orElse(0.0);
  }

  private Told told(Drift drift, double[] values, State state) {
    double step = buffer.orElseThrow().widthMicros();
    int before = buffer.orElseThrow().values().length - values.length;
    Optional<Drift.StepsLeft> left = limit.flatMap(drift::until);
    return new Told(
        this,
        state,
        drift,
        fromMicros + (long) (step * before),
        (long) (step * values.length),
        step,
        left.map(each -> each.expected() * step),
        left.map(each -> each.earliest() * step),
        Arrays.stream(values).boxed().toList(),
        limit);
  }

  /** Where a drift stands. */
  enum State {
    BEGAN,
    WORSE,
    OVER
  }

  /**
   * What there is to tell of a drift.
   *
   * @param fromMicros since when it was watched
   * @param spanMicros over which it was seen
   * @param stepMicros of the line's slope
   * @param leftMicros until its limit is met, when there is one
   * @param earliestMicros the same by the steepest slope in doubt
   * @param values one for each step
   * @param limit it runs into, when it is known
   */
  record Told(
      DriftSeries of,
      State state,
      Drift drift,
      long fromMicros,
      long spanMicros,
      double stepMicros,
      Optional<Double> leftMicros,
      Optional<Double> earliestMicros,
      List<Double> values,
      Optional<Double> limit) {}

  void encode(ByteWriter out) {
    out.putVarint((drifts ? 1 : 0) | (limit.isPresent() ? 2 : 0) | (buffer.isPresent() ? 4 : 0));
    out.putVarint(added);
    out.putVarint(judgedAfter);
    out.putVarint(confirmed);
    out.putLong(Double.doubleToRawLongBits(toldGrowth));
    limit.ifPresent(value -> out.putLong(Double.doubleToRawLongBits(value)));
    buffer.map(TrendBuffer::state).ifPresent(state -> encode(state, out));
  }

  private static void encode(TrendBuffer.State state, ByteWriter out) {
    out.putLong(state.originMicros());
    out.putVarint(state.widthMicros());
    for (int i = 0; i < CAPACITY; i++) {
      out.putVarint(state.counts().get(i));
      if (state.counts().get(i) > 0) {
        out.putLong(Double.doubleToRawLongBits(state.sums().get(i)));
      }
    }
  }

  void restore(ByteReader in) {
    long flags = in.varint();
    drifts = (flags & 1) != 0;
    added = (int) in.varint();
    judgedAfter = (int) in.varint();
    confirmed = (int) in.varint();
    toldGrowth = Double.longBitsToDouble(in.readLong());
    if ((flags & 2) != 0) {
      limit = Optional.of(Double.longBitsToDouble(in.readLong()));
    }
    buffer = (flags & 4) != 0 ? Optional.of(buffer(in)) : Optional.empty();
  }

  private TrendBuffer buffer(ByteReader in) {
    long origin = in.readLong();
    fromMicros = origin;
    long width = in.varint();
    List<Double> sums = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < CAPACITY; i++) {
      counts.add(in.varint());
      sums.add(counts.get(i) > 0 ? Double.longBitsToDouble(in.readLong()) : 0.0);
    }
    return TrendBuffer.of(new TrendBuffer.State(keep, origin, width, sums, counts));
  }
}
