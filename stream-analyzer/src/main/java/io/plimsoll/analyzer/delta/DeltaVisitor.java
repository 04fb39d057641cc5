package io.plimsoll.analyzer.delta;

import io.plimsoll.stats.sketch.ByteReader;

/**
 * Receives the items of a delta record in order. Byte ranges are valid during the call only. Times
 * are microseconds since the Unix epoch, seconds are whole seconds since it.
 */
public interface DeltaVisitor {
  /** What follows is of this run. */
  void run(byte[] bytes, int offset, int length);

  /** The windows that follow are of this operation. */
  void series(byte[] bytes, int offset, int length);

  /**
   * One second of the operation.
   *
   * @param accumulator stands at an encoded accumulator that must be read to its end
   */
  void window(long second, ByteReader accumulator);

  /** Outcomes of the run that could be read but not used. */
  void rejected(long count);

  /**
   * Time has passed on the source, by the marks of the run, since the delta before.
   *
   * @param source the partition it comes from
   */
  void elapsed(int source, long micros);

  /**
   * News of an agent.
   *
   * @param source the partition it comes from
   * @param sequenceHash to be added to what is known
   * @param nextSequence one past the highest sequence number read; 0 when none was
   * @param watermarkMicros 0 when there was no mark
   * @param ended nothing follows from the agent on this partition
   * @param sinceMarkMicros what of {@link #elapsed} has passed since that mark
   */
  void agent(
      int source,
      byte[] bytes,
      int offset,
      int length,
      long sequenceHash,
      long nextSequence,
      long watermarkMicros,
      boolean ended,
      long sinceMarkMicros);

  /** Outcomes of the agent that ended in this second. */
  void read(long second, long count);

  /** Records of the source that could not be read, whosoever they were. */
  void unreadable(long count);

  /**
   * The source partition has been read further.
   *
   * @param toEnd to the end of its log, as it was then
   */
  void source(int source, boolean toEnd);

  /** A moment of wall time has passed. */
  void tick();
}
