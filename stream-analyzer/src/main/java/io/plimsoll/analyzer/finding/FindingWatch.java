package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.SecondRow.Reading;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.sla.Seconds;
import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.metric.ApplicationMetrics;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * What is noticed of one run while it goes on. Every second that all agents have passed is made a
 * row, stored, and given to the detectors, once and in order. A snapshot of the detectors is stored
 * once a minute; after a restart they take the rows since then again, without telling anybody. What
 * comes to a second after it was taken in is not looked at. For one thread.
 */
public final class FindingWatch {
  private static final int STATE_VERSION = 6;
  private static final long SECOND = RunDetectors.SECOND;
  private static final long SNAPSHOT_EVERY = 60 * SECOND;
  private static final int CHUNK = 500_000;
  private static final double[] QUANTILES = {0.5, 0.95, 0.99};

  /** A clock that is wrong by years must not be followed second by second. */
  private static final int MOST_EMPTY = 600;

  private final SeriesTable table = new SeriesTable(Signals.SHIPPED);
  private final RunDetectors detectors;
  private final Names names = new Names();
  private final TreeMap<Long, Map<String, float[]>> ahead = new TreeMap<>(); // sum and count
  private final List<Long> rows = new ArrayList<>(); // stored
  private final LatencySketch fewService = new LatencySketch();
  private final double[] quantiles = new double[QUANTILES.length];
  private long takenThrough = Long.MIN_VALUE;
  private long snapshotAt = Long.MIN_VALUE;
  private int emptySeconds;
  private boolean aheadChanged;

  /**
   * @param record the run's, with its plan
   */
  public FindingWatch(RunRecord record) {
    this.detectors = new RunDetectors(record, table);
  }

  /** Whether nothing has been taken in yet, so that another record may take its place. */
  public boolean isFresh() {
    return takenThrough == Long.MIN_VALUE && ahead.isEmpty();
  }

  /** A reading; it counts once its second is taken in, or at once when that has been. */
  public void sample(SystemSample sample) {
    long second = Math.floorDiv(sample.getAtMicros(), SECOND) * SECOND;
    String source = sample.getSource() + "/";
    sample.getValues().forEach((metric, value) -> reading(second, source + metric, value));
    servedBySummaries(second, sample);
    sample
        .getHistograms()
        .forEach(
            (metric, observed) -> {
              double count = 0;
              for (double each : observed.getCounts()) {
                count += each;
              }
              if (count > 0 && Double.isFinite(observed.getSum())) {
                reading(second, source + metric, observed.getSum() / count);
                served(second, sample.getSource(), metric, observed.getSum(), count);
              }
            });
  }

  /** Who keeps no histogram tells sum and count, which come as rates. */
  private void servedBySummaries(long second, SystemSample sample) {
    for (String served : ApplicationMetrics.SERVED) {
      String sums = served + "_sum_per_second";
      String counts = served + "_count_per_second";
      sample
          .getValues()
          .forEach(
              (metric, sum) -> {
                Double count =
                    metric.startsWith(sums)
                        ? sample.getValues().get(counts + metric.substring(sums.length()))
                        : null;
                if (count != null && count > 0 && Double.isFinite(sum)) {
                  served(second, sample.getSource(), metric, sum, count);
                }
              });
    }
  }

  /** All routes of a server together, each for as much as it served. */
  private void served(long second, String source, String metric, double sum, double count) {
    if (ApplicationMetrics.SERVED.stream().anyMatch(metric::startsWith)) {
      long at = Math.max(second, takenThrough);
      add(at, source + CauseWatch.SERVER, (float) sum, (float) count);
      aheadChanged = true;
    }
  }

  private void reading(long second, String series, double value) {
    if (Double.isFinite(value) && table.wants(series)) {
      add(Math.max(second, takenThrough), series, (float) value, 1);
      aheadChanged = true;
    }
  }

  private void add(long second, String series, float sum, float count) {
    float[] cell =
        ahead
            .computeIfAbsent(second, none -> new TreeMap<>())
            .computeIfAbsent(series, none -> new float[2]);
    cell[0] += sum;
    cell[1] += count;
  }

  /**
   * Takes in every second that ends by then and was not yet.
   *
   * @param nextWithOutcomes start of the first second from a moment on that has outcomes, or the
   *     largest number
   */
  public void judge(
      long throughMicros,
      LongUnaryOperator nextWithOutcomes,
      Seconds seconds,
      FindingStore store,
      FindingSink sink) {
    if (takenThrough == Long.MIN_VALUE) {
      long first = nextWithOutcomes.applyAsLong(Long.MIN_VALUE);
      if (first > throughMicros - SECOND) {
        return;
      }
      begin(first);
    }
    while (takenThrough + SECOND <= throughMicros) {
      SecondRow row = row(takenThrough, seconds);
      store.putRow(takenThrough, row.encoded(names));
      rows.add(takenThrough);
      takenThrough += SECOND;
      detectors.take(row, sink);
      if (takenThrough - snapshotAt >= SNAPSHOT_EVERY) {
        snapshot(store);
      }
      emptySeconds = row.traffic().isEmpty() ? emptySeconds + 1 : 0;
      if (emptySeconds >= MOST_EMPTY) {
        takenThrough = Math.min(throughMicros, nextWithOutcomes.applyAsLong(takenThrough));
      }
    }
  }

  private void begin(long micros) {
    takenThrough = micros;
    snapshotAt = micros;
  }

  private SecondRow row(long second, Seconds seconds) {
    List<Traffic> traffic = new ArrayList<>();
    seconds.at(
        second,
        operation ->
            (traffic.size() < RunDetectors.MOST_OPERATIONS || operation.equals("*"))
                && detectors.watches(operation),
        (operation, kpis) -> traffic.add(traffic(operation, kpis)));
    return new SecondRow(second, traffic, readings(second));
  }

  private Traffic traffic(String operation, KpiAccumulator kpis) {
    LatencySketch service = kpis.service(fewService);
    if (service.isEmpty()) {
      return new Traffic(operation, kpis.count(), kpis.errors(), 0, 0, 0, 0);
    }
    service.quantiles(QUANTILES, quantiles);
    return new Traffic(
        operation,
        kpis.count(),
        kpis.errors(),
        (float) service.mean(),
        (float) quantiles[0],
        (float) quantiles[1],
        (float) quantiles[2]);
  }

  private List<Reading> readings(long second) {
    List<Reading> readings = new ArrayList<>();
    while (!ahead.isEmpty() && ahead.firstKey() <= second) {
      ahead
          .pollFirstEntry()
          .getValue()
          .forEach((series, cell) -> readings.add(new Reading(series, cell[0] / cell[1])));
      aheadChanged = true;
    }
    return readings;
  }

  /** Tells the last of everything; every second has been taken in. */
  public void finish(FindingSink sink) {
    detectors.finish(sink);
  }

  /** Stores what has changed since the last time. */
  public void save(FindingStore store) {
    if (aheadChanged) {
      store.putAhead(encodedAhead());
      aheadChanged = false;
    }
  }

  private void snapshot(FindingStore store) {
    snapshotAt = takenThrough;
    ByteWriter out = new ByteWriter(1 << 16);
    out.putVarint(STATE_VERSION);
    out.putLong(takenThrough);
    names.encode(out);
    detectors.encode(out);
    byte[] all = out.copy();
    ByteWriter sized = new ByteWriter(all.length + Long.BYTES);
    sized.putLong(all.length);
    sized.putBytes(all, 0, all.length);
    byte[] whole = sized.copy();
    for (int chunk = 0; chunk * CHUNK < whole.length; chunk++) {
      int end = Math.min(whole.length, (chunk + 1) * CHUNK);
      store.putSnapshot(chunk, Arrays.copyOfRange(whole, chunk * CHUNK, end));
    }
    long kept = takenThrough - RecentRows.SECONDS * SECOND; // courses are drawn from these
    rows.stream().filter(start -> start < kept).forEach(store::deleteRow);
    rows.removeIf(start -> start < kept);
  }

  private byte[] encodedAhead() {
    ByteWriter out = new ByteWriter(256);
    ahead.forEach(
        (second, readings) ->
            readings.forEach(
                (series, cell) -> {
                  out.putLong(second);
                  Names.putText(out, series);
                  SecondRow.putFloat(out, cell[0]);
                  SecondRow.putFloat(out, cell[1]);
                }));
    return out.copy();
  }

  /** Takes back the chunks of a snapshot, in order. */
  public void restoreSnapshot(byte[] chunks) {
    ByteReader in = new ByteReader(chunks);
    in.readLong(); // its length: what follows is what is left of a longer one
    OtherVersionException.check("a snapshot of findings", in.varint(), STATE_VERSION);
    begin(in.readLong());
    names.restore(in);
    detectors.restore(in);
  }

  /** Takes back a row, in order. */
  public void restoreRow(long startMicros, byte[] row) {
    if (takenThrough == Long.MIN_VALUE) {
      begin(startMicros);
    }
    SecondRow decoded = SecondRow.decode(startMicros, row, names);
    rows.add(startMicros);
    if (startMicros < takenThrough) {
      detectors.remember(decoded);
      return;
    }
    detectors.take(decoded, FindingSink.NONE);
    takenThrough = startMicros + SECOND;
  }

  /** Takes back readings of seconds that were not taken in yet. */
  public void restoreAhead(byte[] readings) {
    ByteReader in = new ByteReader(readings);
    while (in.hasMore()) {
      long second = in.readLong();
      String series = Names.readText(in);
      table.wants(series);
      add(second, series, SecondRow.readFloat(in), SecondRow.readFloat(in));
    }
  }
}
