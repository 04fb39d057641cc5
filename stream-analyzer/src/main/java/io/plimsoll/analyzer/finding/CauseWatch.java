package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.PlannedLoad.Load;
import io.plimsoll.analyzer.finding.SecondRow.Reading;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.analyzer.finding.Signals.Role;
import io.plimsoll.analyzer.finding.Signals.Signal;
import io.plimsoll.stats.cause.Bottlenecks;
import io.plimsoll.stats.cause.Bottlenecks.Ranked;
import io.plimsoll.stats.cause.Pressure;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What holds a run back. While something is unusual the last two minutes are looked at: what was
 * different of which resource while it lasted. When nothing ever was, the whole run is, at its end:
 * past the knee latencies rise with the load and throughput no longer does. For one thread.
 */
final class CauseWatch {
  private static final String SUFFERING = "suffering";
  private static final String LOAD = "load";
  private static final String STALLED = "stalled";
  private static final String P95 = "p95";
  private static final String THROUGHPUT = "throughput";

  /** What requests took by the target's own account, in seconds. */
  static final String SERVER = "/server_seconds";

  /** The share of what clients waited that this leaves unexplained. */
  static final String GAP = "network/unexplained_ratio";

  /** Ends the name of an operation whose requests ask for what another one waits for. */
  private static final String POLL = ": poll";

  private static final double LEAST_GAP = 0.05;
  private static final double NEARLY_ALWAYS = 0.8;
  private static final int LEAST_OF_A_RUN = 30;
  private static final long SECOND = RunDetectors.SECOND;
  private static final long FIRST_LOOK = 5 * SECOND;
  private static final long LAST_LOOK = 3 * SECOND;
  private static final long LOOK_EVERY = 10 * SECOND;
  private static final long LONGEST = 90 * SECOND; // later nothing usual is left to compare with
  private static final int SILENT_SECONDS = 2; // in a row make a stall to recover from
  private static final int RECOVERS = 2; // times as long as nothing was answered

  private final BottleneckBook book;
  private final Timeline recent = new Timeline(true, Set.of(LOAD, SUFFERING, STALLED, GAP));
  private final Timeline run = new Timeline(false, Set.of(LOAD, P95, THROUGHPUT, GAP));
  private final Map<String, Double> limits = new HashMap<>();
  private final Suffering stretch = new Suffering();
  private long lookedAt = Long.MIN_VALUE;

  CauseWatch(String runId) {
    this.book = new BottleneckBook(runId);
  }

  void take(
      SecondRow row, Load planned, List<Anomaly> unusual, SeriesTable table, FindingSink sink) {
    long start = row.startMicros();
    for (Timeline each : List.of(recent, run)) {
      each.second(start);
      each.put(LOAD, start, planned.level());
    }
    for (Reading each : row.readings()) {
      reading(start, each, table);
    }
    for (Traffic each : row.traffic()) {
      if (isWhole(each.operation())) {
        traffic(start, each);
      }
    }
    gap(row);
    stalled(start, row, unusual);
    if (stretch.isOpen() && !stretch.goesOnWith(unusual)) {
      over(start, unusual.isEmpty() ? start : stretch.untilMicros(), table, sink);
    }
    if (!unusual.isEmpty()) {
      lasts(start, unusual, table, sink);
    }
  }

  private void stalled(long start, SecondRow row, List<Anomaly> unusual) {
    boolean stall =
        unusual.stream().anyMatch(each -> each.kind() == Kind.STALL && isWhole(each.operation()));
    if (stall && row.traffic().stream().noneMatch(each -> isWhole(each.operation()))) {
      recent.put(STALLED, start, 1);
    }
  }

  private static boolean isWhole(String operation) {
    return operation.equals("*");
  }

  private void traffic(long start, Traffic whole) {
    run.put(THROUGHPUT, start, (double) whole.count());
    if (whole.p95() > 0) {
      run.put(P95, start, Math.log(whole.p95()));
    }
  }

  /** What clients waited beside what the target says it took. */
  private void gap(SecondRow row) {
    for (Reading each : row.readings()) {
      if (each.series().endsWith(SERVER)) {
        double waited = meanOfRequests(row.traffic());
        if (waited > 0) {
          double unexplained = Math.max(LEAST_GAP, 1 - each.value() * SECOND / waited);
          recent.put(GAP, row.startMicros(), unexplained);
          run.put(GAP, row.startMicros(), unexplained);
        }
      }
    }
  }

  /** Microseconds; what is waited for by asking again and again is no request. */
  private static double meanOfRequests(List<Traffic> traffic) {
    Set<String> polled = new HashSet<>();
    for (Traffic each : traffic) {
      if (each.operation().endsWith(POLL)) {
        polled.add(each.operation().substring(0, each.operation().length() - POLL.length()));
      }
    }
    double sum = 0;
    double count = 0;
    for (Traffic each : traffic) {
      if (!isWhole(each.operation()) && !polled.contains(each.operation())) {
        sum += each.count() * (double) each.mean();
        count += each.count();
      }
    }
    return count > 0 ? sum / count : 0;
  }

  private void reading(long start, Reading reading, SeriesTable table) {
    limits.computeIfPresent(reading.series(), (series, before) -> (double) reading.value());
    table
        .pressure(reading.series())
        .flatMap(signal -> pressure(signal, reading.value()))
        .ifPresent(
            value -> {
              recent.put(reading.series(), start, value);
              run.put(reading.series(), start, value);
            });
  }

  /** As a share of its limit, when it is a use; empty while that is not known. */
  private Optional<Double> pressure(Signal signal, double value) {
    if (signal.role() == Role.WAIT) {
      return Optional.of(value);
    }
    double limit =
        signal
            .limit()
            .or(
                () ->
                    signal
                        .limitSeries()
                        .map(series -> limits.computeIfAbsent(series, unknown -> Double.NaN)))
            .orElse(1.0);
    return limit > 0 ? Optional.of(value / limit) : Optional.empty();
  }

  private void lasts(long start, List<Anomaly> unusual, SeriesTable table, FindingSink sink) {
    double worst = 0.1;
    long from = start;
    for (Anomaly each : unusual) {
      double share = each.kind() == Kind.ERRORS ? 1 + each.worst().observed() : 1;
      worst = Math.max(worst, share * Math.log(each.worst().factor()));
      from = Math.min(from, each.sinceMicros());
    }
    boolean begins = !stretch.isOpen();
    stretch.take(unusual);
    long since = stretch.sinceMicros();
    lookedAt = begins ? since : lookedAt;
    recent.put(SUFFERING, start, worst);
    recent.fillSince(SUFFERING, from, worst);
    long due = lookedAt == since ? FIRST_LOOK : LOOK_EVERY;
    if (start + SECOND - lookedAt >= due && start + SECOND - since <= LONGEST) {
      lookedAt = start + SECOND;
      book.found(rankRecent(start + SECOND, table), since, recent, sink);
    }
  }

  /**
   * What was suffered has passed.
   *
   * @param untilMicros what is suffered from then on is of something else
   */
  private void over(long start, long untilMicros, SeriesTable table, FindingSink sink) {
    long since = stretch.sinceMicros();
    boolean shortly = lookedAt == since; // too short to have been looked at
    if (shortly || start - lookedAt >= LAST_LOOK) {
      book.found(rankRecent(untilMicros, table), since, recent, sink);
    }
    stretch.end();
    book.over(start, recent, sink);
  }

  /** What suffered before, or of something else, is neither usual nor part, and is left out. */
  private List<Ranked> rankRecent(long untilMicros, SeriesTable table) {
    double[] suffering = recent.values(SUFFERING, 0);
    int since = recent.slot(stretch.sinceMicros());
    int until = recent.slot(untilMicros);
    for (int i = 0; i < suffering.length; i++) {
      boolean part = i >= since && i < until;
      suffering[i] = part || suffering[i] == 0 ? suffering[i] : Double.NaN;
    }
    leaveRecoveryOut(suffering);
    return rank(recent, suffering, table);
  }

  /**
   * While nothing was answered requests piled up, and afterwards queues are full and resources at
   * their limit until that is worked off: consequences, not causes. A single silent second among
   * others is what a resource that is hardly free looks like.
   */
  private void leaveRecoveryOut(double[] suffering) {
    double[] stalled = recent.values(STALLED, 0);
    int silent = 0;
    int left = 0;
    for (int i = 0; i < suffering.length; i++) {
      if (stalled[i] > 0) {
        silent++;
        left = silent < SILENT_SECONDS ? 0 : RECOVERS * silent;
      } else {
        silent = 0;
        left = suffering[i] == 0 ? 0 : left; // a usual second: it is worked off
        if (left > 0) {
          left--;
          suffering[i] = Double.NaN;
        }
      }
    }
  }

  private static List<Ranked> rank(Timeline of, double[] suffering, SeriesTable table) {
    List<Pressure> pressures = new ArrayList<>();
    for (String series : of.series()) {
      table
          .pressure(series)
          .ifPresent(
              signal -> {
                boolean use = signal.role() == Role.USE;
                List<Double> values = of.values(series);
                pressures.add(
                    new Pressure(
                        series,
                        signal.cause(),
                        use,
                        use ? 0 : signal.limit().orElse(0.0),
                        use ? values : noneYet(values)));
              });
    }
    return Bottlenecks.rank(suffering, of.values(LOAD, 0), pressures);
  }

  /**
   * What was at its limit nearly all the time, so that there is nothing to compare it with. The
   * processor of a machine is not blamed like that: who else works there is not known.
   */
  private List<Ranked> throughout(SeriesTable table) {
    double[] always = new double[run.length()];
    Arrays.fill(always, always.length >= LEAST_OF_A_RUN ? 1 : 0);
    return rank(run, always, table).stream()
        .filter(each -> each.use() && each.evidence().saturated() >= NEARLY_ALWAYS)
        .filter(each -> !(each.cause().equals("cpu") && each.series().startsWith("host")))
        .toList();
  }

  /** Before anything ever waited nothing was read. */
  private static List<Double> noneYet(List<Double> values) {
    List<Double> filled = new ArrayList<>(values);
    for (int i = 0; i < filled.size() && Double.isNaN(filled.get(i)); i++) {
      filled.set(i, 0.0);
    }
    return filled;
  }

  /** Tells the last of everything. */
  void finish(long endMicros, SeriesTable table, FindingSink sink) {
    if (!book.isEmpty()) {
      book.over(endMicros, recent, sink);
      return;
    }
    double[] suffering =
        Knee.suffering(run.values(LOAD, 0), run.values(P95), run.values(THROUGHPUT, 0));
    book.found(rank(run, suffering, table), endMicros - SECOND, run, sink);
    if (book.isEmpty()) {
      book.found(throughout(table), endMicros - SECOND, run, sink);
    }
    book.over(endMicros, run, sink);
  }

  void encode(ByteWriter out) {
    stretch.encode(out);
    out.putLong(lookedAt);
    recent.encode(out);
    run.encode(out);
    out.putVarint(limits.size());
    limits.forEach(
        (series, limit) -> {
          Names.putText(out, series);
          out.putLong(Double.doubleToRawLongBits(limit));
        });
    book.encode(out);
  }

  void restore(ByteReader in) {
    stretch.restore(in);
    lookedAt = in.readLong();
    recent.restore(in);
    run.restore(in);
    for (long left = in.varint(); left > 0; left--) {
      limits.put(Names.readText(in), Double.longBitsToDouble(in.readLong()));
    }
    book.restore(in);
  }
}
