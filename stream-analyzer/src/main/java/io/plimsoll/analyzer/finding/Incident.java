package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Anomalies of one kind at the same time, told as one finding. It may open again when the same
 * comes back soon. For one thread.
 */
final class Incident {
  private final Kind kind;
  private final long number;
  private final long fromMicros;
  private final TreeSet<String> operations = new TreeSet<>();
  private long untilMicros;
  private boolean open = true;
  private long episodes = 1;
  private String worstOperation = "";
  private Worst worst = Worst.NONE;
  private double toldFactor;
  private int toldOperations;
  private boolean toldLasting;
  private long latestMicros; // its latest episode began
  private long noticedMicros; // and was noticed at the end of this second

  Incident(Kind kind, long number, long fromMicros) {
    this.kind = kind;
    this.number = number;
    this.fromMicros = fromMicros;
  }

  /**
   * Takes in what is unusual.
   *
   * @param nowMicros end of the second in which it is
   */
  void add(Collection<Anomaly> anomalies, long nowMicros) {
    if (!open || latestMicros == 0) {
      episodes += open ? 0 : 1;
      open = true;
      latestMicros = anomalies.stream().mapToLong(Anomaly::sinceMicros).min().orElseThrow();
      noticedMicros = nowMicros;
    }
    for (Anomaly each : anomalies) {
      operations.add(each.operation());
      untilMicros = Math.max(untilMicros, each.untilMicros());
      if (each.worst().factor() > worst.factor() || worstOperation.isEmpty()) {
        worst = each.worst();
        worstOperation = each.operation();
      }
    }
  }

  void close() {
    open = false;
  }

  /** Whether a reader should hear of what has changed since the last time. */
  boolean isNews() {
    boolean news =
        worst.factor() > 1.5 * toldFactor
            || operations.size() > 2 * toldOperations
            || isLasting() != toldLasting;
    if (news) {
      toldFactor = worst.factor();
      toldOperations = operations.size();
      toldLasting = isLasting();
    }
    return news;
  }

  /** Longer than a spike. */
  boolean isLasting() {
    return episodes == 1 && untilMicros - fromMicros >= 30 * RunDetectors.SECOND;
  }

  Kind kind() {
    return kind;
  }

  long number() {
    return number;
  }

  long fromMicros() {
    return fromMicros;
  }

  /** End of the last unusual second. */
  long untilMicros() {
    return untilMicros;
  }

  /** Seconds from its beginning to that of its latest episode. */
  double latestAfterSeconds() {
    return (latestMicros - fromMicros) / (double) RunDetectors.SECOND;
  }

  /** Seconds from the beginning of its latest episode until it was noticed, in event time. */
  double noticedAfterSeconds() {
    return (noticedMicros - latestMicros) / (double) RunDetectors.SECOND;
  }

  boolean isOpen() {
    return open;
  }

  long episodes() {
    return episodes;
  }

  /** Those concerned, without the whole run when there are single ones. */
  SortedSet<String> operations() {
    SortedSet<String> single = new TreeSet<>(operations);
    if (single.size() > 1) {
      single.remove("*");
    }
    return single;
  }

  boolean concernsAll() {
    return operations.contains("*");
  }

  String worstOperation() {
    return worstOperation;
  }

  Worst worst() {
    return worst;
  }

  void encode(ByteWriter out) {
    Names.putText(out, kind.name());
    out.putVarint(number);
    out.putLong(fromMicros);
    out.putLong(untilMicros);
    out.putLong(latestMicros);
    out.putLong(noticedMicros);
    out.putVarint((open ? 1 : 0) | (toldLasting ? 2 : 0));
    out.putVarint(episodes);
    out.putVarint(toldOperations);
    Names.putText(out, worstOperation);
    Names.putText(out, worst.measure());
    for (double each : new double[] {worst.observed(), worst.expected(), worst.z(), toldFactor}) {
      out.putLong(Double.doubleToRawLongBits(each));
    }
    out.putVarint(operations.size());
    operations.forEach(each -> Names.putText(out, each));
  }

  static Incident decode(ByteReader in) {
    Incident read = new Incident(Kind.valueOf(Names.readText(in)), in.varint(), in.readLong());
    read.untilMicros = in.readLong();
    read.latestMicros = in.readLong();
    read.noticedMicros = in.readLong();
    long flags = in.varint();
    read.open = (flags & 1) != 0;
    read.toldLasting = (flags & 2) != 0;
    read.episodes = in.varint();
    read.toldOperations = (int) in.varint();
    read.worstOperation = Names.readText(in);
    read.worst = new Worst(Names.readText(in), number(in), number(in), number(in));
    read.toldFactor = number(in);
    for (long left = in.varint(); left > 0; left--) {
      read.operations.add(Names.readText(in));
    }
    return read;
  }

  private static double number(ByteReader in) {
    return Double.longBitsToDouble(in.readLong());
  }
}
