package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A stretch of time in which a run suffers of one thing, as far as can be told: of anomalies that
 * overlap, or are of the same kind. What is of another kind and began only as those ended is
 * another stretch, though an anomaly is known to be over only seconds later. For one thread.
 */
final class Suffering {
  /** Where few requests come an end is known to some seconds only. */
  private static final long AT_THE_EDGE = 2 * RunDetectors.SECOND;

  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private long sinceMicros = Long.MIN_VALUE;
  private long untilMicros = Long.MIN_VALUE;

  /** Whether it goes on with any of these; it is open. */
  boolean goesOnWith(List<Anomaly> unusual) {
    return unusual.stream().anyMatch(this::isPart);
  }

  private boolean isPart(Anomaly each) {
    long inside = Math.max(sinceMicros + RunDetectors.SECOND, untilMicros - AT_THE_EDGE);
    return kinds.contains(each.kind()) || each.sinceMicros() < inside;
  }

  /** Begins with the earliest of these, or goes on with those that are part of it. */
  void take(List<Anomaly> unusual) {
    if (!isOpen()) {
      Anomaly first = unusual.get(0);
      for (Anomaly each : unusual) {
        first = each.sinceMicros() < first.sinceMicros() ? each : first;
      }
      sinceMicros = first.sinceMicros();
      add(first);
    }
    boolean grows = true;
    while (grows) { // what overlaps with a part is a part
      grows = false;
      for (Anomaly each : unusual) {
        grows |= isPart(each) && add(each);
      }
    }
  }

  private boolean add(Anomaly part) {
    boolean another = kinds.add(part.kind());
    boolean longer = part.untilMicros() > untilMicros;
    untilMicros = Math.max(untilMicros, part.untilMicros());
    return another || longer;
  }

  void end() {
    kinds.clear();
    sinceMicros = Long.MIN_VALUE;
    untilMicros = Long.MIN_VALUE;
  }

  boolean isOpen() {
    return sinceMicros != Long.MIN_VALUE;
  }

  /** Start of its first unusual second. */
  long sinceMicros() {
    return sinceMicros;
  }

  /** End of its last unusual second so far. */
  long untilMicros() {
    return untilMicros;
  }

  void encode(ByteWriter out) {
    out.putLong(sinceMicros);
    out.putLong(untilMicros);
    out.putVarint(kinds.size());
    kinds.forEach(each -> Names.putText(out, each.name()));
  }

  void restore(ByteReader in) {
    sinceMicros = in.readLong();
    untilMicros = in.readLong();
    for (long left = in.varint(); left > 0; left--) {
      kinds.add(Kind.valueOf(Names.readText(in)));
    }
  }
}
