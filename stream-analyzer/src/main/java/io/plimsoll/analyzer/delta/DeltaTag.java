package io.plimsoll.analyzer.delta;

/**
 * The items of a delta record, in the order they appear. Numbers are unsigned variable-length
 * unless said otherwise; strings are their length and UTF-8 bytes.
 *
 * <pre>
 * record := version source item*
 * item   := RUN id | SERIES name | WINDOW second accumulator | REJECTED count
 *         | ELAPSED micros | AGENT id sequenceHash(8 bytes) nextSequence watermark ended sinceMark
 *         | READ second count | UNREADABLE count | SOURCE toEnd | TICK
 * </pre>
 *
 * Times in an accumulator are distances from its second. WINDOW belongs to the SERIES before it,
 * READ to the AGENT before it, all of them to the RUN before them. The agents of a run come after
 * all its series, so that a watermark never overtakes the outcomes it speaks of when a delta is
 * split over several records, and after ELAPSED, on which their distances from it count.
 */
final class DeltaTag {
  static final int VERSION = 4;

  static final int RUN = 1;
  static final int SERIES = 2;
  static final int WINDOW = 3;
  static final int REJECTED = 4;
  static final int AGENT = 5;
  static final int READ = 6;
  static final int SOURCE = 7;
  static final int TICK = 8;
  static final int UNREADABLE = 9;
  static final int ELAPSED = 10;

  private DeltaTag() {}
}
