package io.plimsoll.analyzer.kpi;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Arrays;

/**
 * What is kept of the outcomes of one operation in one window: counts, bytes and two sketches.
 *
 * <p>Laws: merging is associative and commutative, an empty accumulator is its identity, and the
 * accumulator of a sequence equals the merge of the accumulators of its parts, to the bit of its
 * encoding. Reusable; for one thread.
 */
@SuppressWarnings("EnumOrdinal") // kinds are counted in an array, as Avro numbers them
public final class KpiAccumulator {
  private static final int SUCCESS = OutcomeKind.SUCCESS.ordinal();
  private static final int KINDS = OutcomeKind.values().length;

  private final long[] countByKind = new long[KINDS];
  private final LatencySketch service = new LatencySketch();
  private final LatencySketch response = new LatencySketch();
  private long count;
  private long bytesSent;
  private long bytesReceived;
  private long firstStartMicros = Long.MAX_VALUE;
  private long lastEndMicros;

  /**
   * Counts one outcome. A duration that is negative or above 24 hours is counted as refused by its
   * sketch; the outcome counts all the same.
   *
   * @param kind ordinal of the {@link OutcomeKind}
   */
  public void add(
      int kind,
      long intendedStartMicros,
      long startMicros,
      long endMicros,
      long sentBytes,
      long receivedBytes) {
    count++;
    countByKind[kind]++;
    bytesSent += sentBytes;
    bytesReceived += receivedBytes;
    if (startMicros > 0 && startMicros < firstStartMicros) {
      firstStartMicros = startMicros;
    }
    if (endMicros > lastEndMicros) {
      lastEndMicros = endMicros;
    }
    service.add(endMicros - startMicros);
    response.add(endMicros - intendedStartMicros);
  }

  public void merge(KpiAccumulator other) {
    count += other.count;
    for (int kind = 0; kind < KINDS; kind++) {
      countByKind[kind] += other.countByKind[kind];
    }
    bytesSent += other.bytesSent;
    bytesReceived += other.bytesReceived;
    firstStartMicros = Math.min(firstStartMicros, other.firstStartMicros);
    lastEndMicros = Math.max(lastEndMicros, other.lastEndMicros);
    service.merge(other.service);
    response.merge(other.response);
  }

  /** Forgets everything, keeping its memory for the next use. */
  public void clear() {
    count = 0;
    Arrays.fill(countByKind, 0);
    bytesSent = 0;
    bytesReceived = 0;
    firstStartMicros = Long.MAX_VALUE;
    lastEndMicros = 0;
    service.clear();
    response.clear();
  }

  /** Appends the accumulator: counts by a bit set of the kinds present, then the sketches. */
  public void encode(ByteWriter out) {
    int present = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      present |= countByKind[kind] > 0 ? 1 << kind : 0;
    }
    out.putVarint(present);
    for (int kind = 0; kind < KINDS; kind++) {
      if (countByKind[kind] > 0) {
        out.putVarint(countByKind[kind]);
      }
    }
    out.putVarint(bytesSent);
    out.putVarint(bytesReceived);
    out.putVarint(firstStartMicros);
    out.putVarint(lastEndMicros);
    service.encode(out);
    response.encode(out);
  }

  /**
   * Merges what {@link #encode} wrote, without making an object of it.
   *
   * @throws IllegalArgumentException when the bytes are something else; this accumulator is then
   *     undefined
   */
  public void mergeEncoded(ByteReader in) {
    long present = in.varint();
    if (present < 0 || present >= 1L << KINDS) {
      throw new IllegalArgumentException("kinds " + present + " where there are " + KINDS);
    }
    for (int kind = 0; kind < KINDS; kind++) {
      if ((present & 1L << kind) != 0) {
        long more = in.varint();
        countByKind[kind] += more;
        count += more;
      }
    }
    bytesSent += in.varint();
    bytesReceived += in.varint();
    firstStartMicros = Math.min(firstStartMicros, in.varint());
    lastEndMicros = Math.max(lastEndMicros, in.varint());
    service.mergeEncoded(in);
    response.mergeEncoded(in);
  }

  /** Outcomes of all kinds. */
  public long count() {
    return count;
  }

  public long count(OutcomeKind kind) {
    return countByKind[kind.ordinal()];
  }

  /** Outcomes that are not SUCCESS. */
  public long errors() {
    return count - countByKind[SUCCESS];
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** Smallest start after 1970, or 0 when there is none. */
  public long firstStartMicros() {
    return firstStartMicros == Long.MAX_VALUE ? 0 : firstStartMicros;
  }

  /** Largest end, or 0 when empty. */
  public long lastEndMicros() {
    return lastEndMicros;
  }

  /** End − start of every outcome; not a copy. */
  public LatencySketch service() {
    return service;
  }

  /** End − intended start of every outcome; not a copy. */
  public LatencySketch response() {
    return response;
  }
}
