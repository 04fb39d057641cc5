package io.plimsoll.load.emit;

import java.nio.ByteBuffer;

/** What waits on disk: an outcome, or a watermark between outcomes. Immutable. */
final class SpoolEntry {
  private static final byte OUTCOME = 0;
  private static final byte WATERMARK = 1;
  private static final int OUTCOME_HEAD = 1 + 8 + 4 + 8;

  private final boolean outcome;
  private final long sequence;
  private final int operation;
  private final long micros;
  private final byte[] value;

  private SpoolEntry(boolean outcome, long sequence, int operation, long micros, byte[] value) {
    this.outcome = outcome;
    this.sequence = sequence;
    this.operation = operation;
    this.micros = micros;
    this.value = value;
  }

  static SpoolEntry outcome(long sequence, int operation, long endMicros, byte[] value) {
    return new SpoolEntry(true, sequence, operation, endMicros, value);
  }

  static SpoolEntry watermark(long micros) {
    return new SpoolEntry(false, 0, 0, micros, new byte[0]);
  }

  boolean isOutcome() {
    return outcome;
  }

  long sequence() {
    return sequence;
  }

  int operation() {
    return operation;
  }

  /** End of the outcome, or the watermark. */
  long micros() {
    return micros;
  }

  /** The record's value, as it was encoded. */
  byte[] value() {
    return value;
  }

  int length() {
    return outcome ? OUTCOME_HEAD + value.length : 1 + 8;
  }

  void write(ByteBuffer out) {
    if (outcome) {
      out.put(OUTCOME).putLong(sequence).putInt(operation).putLong(micros).put(value);
    } else {
      out.put(WATERMARK).putLong(micros);
    }
  }

  static SpoolEntry read(ByteBuffer in) {
    if (in.get() == WATERMARK) {
      return watermark(in.getLong());
    }
    long sequence = in.getLong();
    int operation = in.getInt();
    long micros = in.getLong();
    byte[] value = new byte[in.remaining()];
    in.get(value);
    return outcome(sequence, operation, micros, value);
  }
}
