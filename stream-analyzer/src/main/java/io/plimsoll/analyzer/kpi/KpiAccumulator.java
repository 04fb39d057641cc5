package io.plimsoll.analyzer.kpi;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Arrays;

/**
 * What is kept of the outcomes of one operation in one window: counts, bytes, and their durations:
 * some as a list, more in two sketches. In its encoding up to {@value FewDurations#MOST} are a
 * list.
 *
 * <p>Laws: merging is associative and commutative, an empty accumulator is its identity, and the
 * accumulator of a sequence equals the merge of the accumulators of its parts, to the bit of its
 * encoding. Reusable; for one thread.
 */
@SuppressWarnings("EnumOrdinal") // kinds are counted in an array, as Avro numbers them
public final class KpiAccumulator {
  private static final int SUCCESS = OutcomeKind.SUCCESS.ordinal();
  private static final int KINDS = OutcomeKind.values().length;

  /** In the bit set of an encoding: durations follow, not sketches. */
  private static final int FEW = 1 << KINDS;

  /** In an encoding: bytes sent and received, first start and last end. */
  private static final int NUMBERS_BEFORE_DURATIONS = 4;

  private final FewDurations few = new FewDurations();
  private long[] errorsByKind; // made with the first error
  private LatencySketch service; // made when there are too many for a list
  private LatencySketch response;
  private boolean many; // all are in the sketches, and none in the list
  private long count;
  private long errors;
  private long bytesSent;
  private long bytesReceived;
  private long firstStartMicros = Long.MAX_VALUE;
  private long lastEndMicros;

  /**
   * Counts one outcome. A duration that is negative or above 24 hours is counted as refused by its
   * sketch; the outcome counts all the same, but so old a start is not taken for the first one.
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
    if (kind != SUCCESS) {
      addErrors(kind, 1);
    }
    count++;
    bytesSent = sum(bytesSent, sentBytes);
    bytesReceived = sum(bytesReceived, receivedBytes);
    if (startMicros > 0
        && startMicros < firstStartMicros
        && endMicros - startMicros <= LatencySketch.MAX_MICROS) {
      firstStartMicros = startMicros;
    }
    if (endMicros > lastEndMicros) {
      lastEndMicros = endMicros;
    }
    addDurations(endMicros - startMicros, endMicros - intendedStartMicros);
  }

  /** Of numbers that are not negative; the largest number is as far as it goes. */
  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private void addErrors(int kind, long more) {
    if (errorsByKind == null) {
      errorsByKind = new long[KINDS];
    }
    errorsByKind[kind] += more;
    errors += more;
  }

  private void addDurations(long serviceMicros, long responseMicros) {
    if (many) {
      service.add(serviceMicros);
      response.add(responseMicros);
    } else if (few.hasRoom()) {
      few.add(serviceMicros, responseMicros);
    } else {
      becomeMany();
      addDurations(serviceMicros, responseMicros);
    }
  }

  private void becomeMany() {
    if (many) {
      return;
    }
    if (service == null) {
      service = new LatencySketch();
      response = new LatencySketch();
    }
    few.addService(service);
    few.addResponse(response);
    few.clear();
    many = true;
  }

  public void merge(KpiAccumulator other) {
    count += other.count;
    bytesSent = sum(bytesSent, other.bytesSent);
    bytesReceived = sum(bytesReceived, other.bytesReceived);
    firstStartMicros = Math.min(firstStartMicros, other.firstStartMicros);
    lastEndMicros = Math.max(lastEndMicros, other.lastEndMicros);
    if (other.errors > 0) {
      for (int kind = 0; kind < KINDS; kind++) {
        addErrors(kind, other.errorsByKind[kind]);
      }
    }
    if (other.many) {
      becomeMany();
      service.merge(other.service);
      response.merge(other.response);
    } else {
      int values = other.few.count(); // other may be this
      for (int i = 0; i < values; i++) {
        addDurations(other.few.serviceMicros(i), other.few.responseMicros(i));
      }
    }
  }

  /** Forgets everything, keeping its memory for the next use. */
  public void clear() {
    if (many) {
      service.clear();
      response.clear();
    }
    if (errors > 0) {
      Arrays.fill(errorsByKind, 0);
    }
    few.clear();
    many = false;
    count = 0;
    errors = 0;
    bytesSent = 0;
    bytesReceived = 0;
    firstStartMicros = Long.MAX_VALUE;
    lastEndMicros = 0;
  }

  /**
   * Appends the accumulator: counts by a bit set of the kinds present, bytes, times, then the
   * durations or the sketches.
   *
   * @param baseMicros times are written as their distance from there: a moment near them makes them
   *     short
   */
  public void encode(ByteWriter out, long baseMicros) {
    if (!few.areFew()) {
      becomeMany();
    }
    int present = present();
    out.putVarint(many ? present : present | FEW);
    for (int rest = present; rest != 0; rest &= rest - 1) {
      out.putVarint(countOf(Integer.numberOfTrailingZeros(rest)));
    }
    out.putVarint(bytesSent);
    out.putVarint(bytesReceived);
    out.putSigned(lastEndMicros - baseMicros);
    out.putSigned(lastEndMicros - firstStartMicros);
    if (many) {
      service.encode(out);
      response.encode(out);
    } else {
      few.encode(out);
    }
  }

  /** The kinds that there are, as a bit set. */
  private int present() {
    int present = count > errors ? 1 << SUCCESS : 0;
    for (int kind = 0; errors > 0 && kind < KINDS; kind++) {
      present |= errorsByKind[kind] > 0 ? 1 << kind : 0;
    }
    return present;
  }

  /**
   * Merges what {@link #encode} wrote, without making an object of it.
   *
   * @param baseMicros as it was written with
   * @throws IllegalArgumentException when the bytes are something else; this accumulator is then
   *     undefined
   */
  public void mergeEncoded(ByteReader in, long baseMicros) {
    long present = in.varint();
    if (present < 0 || present >= 2L * FEW) {
      throw new IllegalArgumentException("kinds " + present + " where there are " + KINDS);
    }
    long more = mergeCounts(in, present);
    bytesSent = sum(bytesSent, in.varint());
    bytesReceived = sum(bytesReceived, in.varint());
    long lastEnd = baseMicros + in.signed();
    lastEndMicros = Math.max(lastEndMicros, lastEnd);
    firstStartMicros = Math.min(firstStartMicros, lastEnd - in.signed());
    if ((present & FEW) != 0) {
      mergeFew(in, more);
    } else {
      becomeMany();
      service.mergeEncoded(in);
      response.mergeEncoded(in);
    }
  }

  /**
   * Steps over what {@link #encode} wrote when it lists its durations; one with sketches is left
   * unread, since only merging finds out whether they are sound.
   *
   * @return whether it was stepped over
   * @throws IllegalArgumentException when the bytes are something else
   */
  public static boolean skipFew(ByteReader in) {
    int from = in.position();
    long present = in.varint();
    if ((present & FEW) == 0 || present < 0 || present >= 2L * FEW) {
      in.seek(from);
      return false;
    }
    long values = 0;
    for (long rest = present & FEW - 1; rest != 0; rest &= rest - 1) {
      values += in.varint();
    }
    requireFew(values);
    in.skipVarints(NUMBERS_BEFORE_DURATIONS + 2 * (int) values);
    return true;
  }

  /** What {@link FewDurations#encode} wrote. */
  private void mergeFew(ByteReader in, long values) {
    requireFew(values);
    long serviceMicros = 0;
    for (int i = 0; i < values; i++) {
      serviceMicros += in.varint();
      addDurations(serviceMicros, serviceMicros + in.signed());
    }
  }

  private static void requireFew(long values) {
    if (values < 0 || values > FewDurations.MOST) {
      throw new IllegalArgumentException(
          values + " durations where " + FewDurations.MOST + " are the most");
    }
  }

  private long mergeCounts(ByteReader in, long present) {
    long before = count;
    for (long rest = present & FEW - 1; rest != 0; rest &= rest - 1) {
      int kind = Long.numberOfTrailingZeros(rest);
      long more = in.varint();
      count += more;
      if (kind != SUCCESS) {
        addErrors(kind, more);
      }
    }
    return count - before;
  }

  /**
   * The same, as it is quickest to ask and to merge: this, or the scratch when there are more
   * durations than are encoded as a list, though they still are one.
   *
   * @param scratch what it held is gone
   */
  public KpiAccumulator summedUp(KpiAccumulator scratch) {
    if (few.areFew()) {
      return this;
    }
    scratch.clear();
    scratch.becomeMany();
    scratch.merge(this);
    return scratch;
  }

  /** Outcomes of all kinds. */
  public long count() {
    return count;
  }

  public long count(OutcomeKind kind) {
    return countOf(kind.ordinal());
  }

  private long countOf(int kind) {
    if (kind == SUCCESS) {
      return count - errors;
    }
    return errors == 0 ? 0 : errorsByKind[kind];
  }

  /** Outcomes that are not SUCCESS. */
  public long errors() {
    return errors;
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** Smallest start after 1970 and at most 24 hours before its end, or 0 when there is none. */
  public long firstStartMicros() {
    return firstStartMicros == Long.MAX_VALUE ? 0 : firstStartMicros;
  }

  /** Largest end, or 0 when empty. */
  public long lastEndMicros() {
    return lastEndMicros;
  }

  /**
   * End − start of every outcome; valid until the accumulator or the scratch changes.
   *
   * @param scratch takes them when they are few and in no sketch yet; what it held is gone
   */
  public LatencySketch service(LatencySketch scratch) {
    if (many) {
      return service;
    }
    scratch.clear();
    few.addService(scratch);
    return scratch;
  }

  /** End − intended start of every outcome; as {@link #service(LatencySketch)}. */
  public LatencySketch response(LatencySketch scratch) {
    if (many) {
      return response;
    }
    scratch.clear();
    few.addResponse(scratch);
    return scratch;
  }

  /** End − start of every outcome; of few a copy, of many valid until the accumulator changes. */
  public LatencySketch service() {
    return many ? service : service(new LatencySketch());
  }

  /** End − intended start of every outcome; as {@link #service()}. */
  public LatencySketch response() {
    return many ? response : response(new LatencySketch());
  }
}
