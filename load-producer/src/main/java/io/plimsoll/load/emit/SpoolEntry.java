package io.plimsoll.load.emit;

import java.nio.ByteBuffer;

/**
 * What waits on disk: the outcomes of one Kafka record, or a watermark between records. Immutable.
 */
final class SpoolEntry {
  private static final byte OUTCOMES = 0;
  private static final byte WATERMARK = 1;
  private static final int OUTCOMES_HEAD = 1 + 8 + 8 + 4;

  private final long sequence;
  private final int count;
  private final int first;
  private final int[] operations; // null where there is one at most: most records hold one outcome
  private final long micros;
  private final byte[] value;

  private SpoolEntry(
      long sequence, int count, int first, int[] operations, long micros, byte[] value) {
    this.sequence = sequence;
    this.count = count;
    this.first = first;
    this.operations = operations;
    this.micros = micros;
    this.value = value;
  }

  /**
   * Outcomes with numbers that follow each other.
   *
   * @param operations of each; the caller does not change it any more
   * @param value the record's value; the same
   */
  static SpoolEntry outcomes(long sequence, int[] operations, long lastEndMicros, byte[] value) {
    return operations.length == 1
        ? outcome(sequence, operations[0], lastEndMicros, value)
        : new SpoolEntry(sequence, operations.length, 0, operations, lastEndMicros, value);
  }

  /** One outcome. */
  static SpoolEntry outcome(long sequence, int operation, long endMicros, byte[] value) {
    return new SpoolEntry(sequence, 1, operation, null, endMicros, value);
  }

  static SpoolEntry watermark(long micros) {
    return new SpoolEntry(0, 0, 0, null, micros, new byte[0]);
  }

  boolean isOutcome() {
    return count > 0;
  }

  /** How many outcomes; 0 of a watermark. */
  int count() {
    return count;
  }

  /** Number of the first outcome. */
  long sequence() {
    return sequence;
  }

  int operation(int index) {
    return operations == null ? first : operations[index];
  }

  /** Of all outcomes; null where there is one at most. Nobody changes it. */
  int[] operations() {
    return operations;
  }

  /** End of the last outcome, or the watermark. */
  long micros() {
    return micros;
  }

  /** The record's value, as it was encoded. */
  byte[] value() {
    return value;
  }

  int length() {
    return isOutcome() ? OUTCOMES_HEAD + 4 * count + value.length : 1 + 8;
  }

  void write(ByteBuffer out) {
    if (!isOutcome()) {
      out.put(WATERMARK).putLong(micros);
      return;
    }
    out.put(OUTCOMES).putLong(sequence).putLong(micros).putInt(count);
    for (int i = 0; i < count; i++) {
      out.putInt(operation(i));
    }
    out.put(value);
  }

  static SpoolEntry read(ByteBuffer in) {
    if (in.get() == WATERMARK) {
      return watermark(in.getLong());
    }
    long sequence = in.getLong();
    long micros = in.getLong();
    int[] operations = new int[in.getInt()];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = in.getInt();
    }
    byte[] value = new byte[in.remaining()];
    in.get(value);
    return outcomes(sequence, operations, micros, value);
  }
}
