package io.plimsoll.analyzer.delta;

import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.stats.sketch.ByteReader;

/** Reads delta records. Reusable; for one thread. */
public final class DeltaReader {
  /** There will not be more. */
  private static final int MOST_VERSIONS = 127;

  private final ByteReader in = new ByteReader(new byte[0]);
  private int source;

  /**
   * Tells the visitor what the record holds.
   *
   * @throws IllegalArgumentException when it is not a delta record
   * @throws OtherVersionException when it may be one of another version
   */
  public void read(byte[] record, DeltaVisitor visitor) {
    if (record == null) {
      throw new IllegalArgumentException("a delta record without a value");
    }
    in.wrap(record);
    long version = in.varint();
    if (version < 1 || version > MOST_VERSIONS) {
      throw new IllegalArgumentException("no delta begins with " + version);
    }
    OtherVersionException.check("a delta", version, DeltaTag.VERSION);
    source = (int) in.varint();
    while (in.hasMore()) {
      item(visitor);
    }
  }

  private void item(DeltaVisitor visitor) {
    long tag = in.varint();
    switch ((int) tag) {
      case DeltaTag.RUN -> {
        int length = (int) in.varint();
        visitor.run(in.source(), in.skip(length), length);
      }
      case DeltaTag.SERIES -> {
        int length = (int) in.varint();
        visitor.series(in.source(), in.skip(length), length);
      }
      case DeltaTag.WINDOW -> visitor.window(in.varint(), in);
      case DeltaTag.REJECTED -> visitor.rejected(in.varint());
      case DeltaTag.ELAPSED -> visitor.elapsed(source, in.varint());
      case DeltaTag.AGENT -> agent(visitor);
      case DeltaTag.READ -> visitor.read(in.varint(), in.varint());
      case DeltaTag.UNREADABLE -> visitor.unreadable(in.varint());
      case DeltaTag.SOURCE -> visitor.source(source, in.varint() != 0);
      case DeltaTag.TICK -> visitor.tick();
      default ->
          throw new IllegalArgumentException("delta item " + tag + " before " + in.position());
    }
  }

  private void agent(DeltaVisitor visitor) {
    int length = (int) in.varint();
    int offset = in.skip(length);
    long sequenceHash = in.readLong();
    long nextSequence = in.varint();
    long watermark = in.varint();
    boolean ended = in.varint() != 0;
    long sinceMark = in.varint();
    visitor.agent(
        source,
        in.source(),
        offset,
        length,
        sequenceHash,
        nextSequence,
        watermark,
        ended,
        sinceMark);
  }
}
