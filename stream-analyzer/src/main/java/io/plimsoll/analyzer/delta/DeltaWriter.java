package io.plimsoll.analyzer.delta;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.function.Consumer;

/**
 * Writes the delta records of one source partition for one target partition, beginning a new record
 * when one grows large. Call {@link #run}, its series with their windows, then its agents with what
 * was read of each; {@link #finish} at the end. Reusable; for one thread.
 */
public final class DeltaWriter {
  /** About what a record may hold before another is begun. */
  public static final int RECORD_BYTES = 400_000;

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final int source;
  private final Consumer<byte[]> records;
  private final int recordBytes;
  private final ByteWriter out = new ByteWriter(1 << 12);
  private byte[] run;
  private byte[] series;

  /**
   * @param source the partition that was read
   * @param records receives each record when it is full or finished
   */
  public DeltaWriter(int source, Consumer<byte[]> records) {
    this(source, records, RECORD_BYTES);
  }

  DeltaWriter(int source, Consumer<byte[]> records, int recordBytes) {
    this.source = source;
    this.records = records;
    this.recordBytes = recordBytes;
  }

  /** A record that says only that a moment of wall time has passed. */
  public static byte[] tick() {
    ByteWriter out = new ByteWriter(16);
    out.putVarint(DeltaTag.VERSION);
    out.putVarint(0);
    out.putVarint(DeltaTag.TICK);
    return out.copy();
  }

  public void run(byte[] id) {
    run = id;
    series = null;
    begin();
    putNamed(DeltaTag.RUN, id);
  }

  public void series(byte[] name) {
    series = name;
    putNamed(DeltaTag.SERIES, name);
  }

  public void window(long second, KpiAccumulator kpis) {
    splitWhenFull();
    out.putVarint(DeltaTag.WINDOW);
    out.putVarint(second);
    kpis.encode(out, second * MICROS_PER_SECOND);
  }

  public void rejected(long count) {
    out.putVarint(DeltaTag.REJECTED);
    out.putVarint(count);
  }

  /** Time has passed by the marks of the run; before its agents. */
  public void elapsed(long micros) {
    out.putVarint(DeltaTag.ELAPSED);
    out.putVarint(micros);
  }

  /**
   * What follows the numbers of an agent is what was read of it, see {@link #read}.
   *
   * @param sinceMarkMicros what of {@link #elapsed} has passed since its mark
   */
  public void agent(
      byte[] id,
      long sequenceHash,
      long nextSequence,
      long watermarkMicros,
      boolean ended,
      long sinceMarkMicros) {
    series = null;
    splitWhenFull();
    putNamed(DeltaTag.AGENT, id);
    out.putLong(sequenceHash);
    out.putVarint(nextSequence);
    out.putVarint(watermarkMicros);
    out.putVarint(ended ? 1 : 0);
    out.putVarint(sinceMarkMicros);
  }

  public void read(long second, long count) {
    out.putVarint(DeltaTag.READ);
    out.putVarint(second);
    out.putVarint(count);
  }

  /**
   * Ends the delta, also when there was nothing for this target but that the source was read.
   *
   * @param unreadable records of the source that could not be read
   * @param toEnd whether it was read to its end
   */
  public void finish(long unreadable, boolean toEnd) {
    begin();
    if (unreadable > 0) {
      out.putVarint(DeltaTag.UNREADABLE);
      out.putVarint(unreadable);
    }
    out.putVarint(DeltaTag.SOURCE);
    out.putVarint(toEnd ? 1 : 0);
    ship();
  }

  /** Hands on what was written so far; more of the same delta may follow. */
  public void ship() {
    if (out.length() > 0) {
      records.accept(out.copy());
      out.reset();
    }
  }

  private void splitWhenFull() {
    if (out.length() < recordBytes) {
      return;
    }
    ship();
    begin();
    putNamed(DeltaTag.RUN, run);
    if (series != null) {
      putNamed(DeltaTag.SERIES, series);
    }
  }

  private void begin() {
    if (out.length() == 0) {
      out.putVarint(DeltaTag.VERSION);
      out.putVarint(source);
    }
  }

  private void putNamed(int tag, byte[] name) {
    out.putVarint(tag);
    out.putVarint(name.length);
    out.putBytes(name, 0, name.length);
  }
}
