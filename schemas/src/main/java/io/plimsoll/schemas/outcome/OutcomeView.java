package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.serde.WireFormat;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a RequestOutcome that the analysis needs, read in place: strings stay where they
 * are in the record's bytes, as offset and length. Reusable, for one thread; valid until the next
 * {@link #read}.
 *
 * <p>Reads the current schema only. {@link OutcomeReader} brings older and newer versions into that
 * form.
 */
public final class OutcomeView {
  private static final int KINDS = OutcomeKind.values().length;
  private static final int PROTOCOLS = Protocol.values().length;

  private byte[] bytes;
  private int at;
  private int limit;

  private int runIdOffset;
  private int runIdLength;
  private int agentIdOffset;
  private int agentIdLength;
  private long sequence;
  private int operationOffset;
  private int operationLength;
  private long intendedStartMicros;
  private long startMicros;
  private long endMicros;
  private int outcome;
  private long bytesSent;
  private long bytesReceived;

  /**
   * Reads one record in the wire format, to its last byte.
   *
   * @throws WireException TRUNCATED when the bytes do not fit the schema
   */
  public void read(byte[] record) {
    read(record, 0, record.length);
  }

  /** Reads the record in the wire format that fills this part of an array. */
  void read(byte[] source, int from, int to) {
    int end = fields(source, from + WireFormat.HEADER_BYTES, to);
    if (end != to) {
      throw misfit((to - from) + " bytes where its fields take " + (end - from));
    }
  }

  /**
   * Reads the fields that begin here.
   *
   * @param to where the bytes end at the latest
   * @return where the fields end
   */
  int fields(byte[] source, int from, int to) {
    bytes = source;
    at = from;
    limit = to;
    try {
      readFields();
    } catch (IndexOutOfBoundsException e) {
      throw endsEarly();
    }
    if (at > to) {
      throw endsEarly();
    }
    return at;
  }

  private WireException endsEarly() {
    return misfit("its bytes end in the middle of a field");
  }

  private void readFields() {
    runIdLength = length();
    runIdOffset = skip(runIdLength);
    agentIdLength = length();
    agentIdOffset = skip(agentIdLength);
    sequence = number();
    skip(length()); // scenario
    operationLength = length();
    operationOffset = skip(operationLength);
    skip(length()); // phase
    number(); // userId
    symbol(PROTOCOLS); // protocol
    intendedStartMicros = number();
    startMicros = number();
    endMicros = number();
    outcome = symbol(KINDS);
    skipOptionalInt(); // statusCode
    skipOptionalString(); // error
    bytesSent = number();
    bytesReceived = number();
    skipOptionalNumber(); // connectMicros
    skipOptionalNumber(); // firstByteMicros
    skipOptionalString(); // traceId
    skipLabels();
  }

  private long number() {
    byte[] source = bytes;
    int position = at;
    long raw = source[position++];
    if (raw < 0) {
      raw &= 0x7f;
      int shift = 7;
      long next;
      do {
        next = source[position++];
        raw |= (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0 && shift < 70);
      if (next < 0) {
        throw misfit("a number of more than 10 bytes");
      }
    }
    at = position;
    return (raw >>> 1) ^ -(raw & 1);
  }

  private int length() {
    long length = number();
    if (length < 0 || length > limit - at) {
      throw misfit("a string of " + length + " bytes where " + (limit - at) + " are left");
    }
    return (int) length;
  }

  private int symbol(int symbols) {
    long number = number();
    if (number < 0 || number >= symbols) {
      throw misfit("symbol " + number + " of " + symbols);
    }
    return (int) number;
  }

  private int skip(int length) {
    int start = at;
    at += length;
    return start;
  }

  private void skipOptionalNumber() {
    if (present()) {
      number();
    }
  }

  private void skipOptionalInt() {
    if (present()) {
      long number = number();
      if (number != (int) number) {
        throw misfit(number + " where 32 bits are wanted");
      }
    }
  }

  private void skipOptionalString() {
    if (present()) {
      skip(length());
    }
  }

  private boolean present() {
    long branch = number();
    if (branch != 0 && branch != 1) {
      throw misfit("union branch " + branch + " of 2");
    }
    return branch == 1;
  }

  private void skipLabels() {
    long entries;
    while ((entries = number()) != 0) {
      if (entries < 0) { // Avro allows a block to tell its size in bytes
        entries = -entries;
        number();
      }
      if (entries < 0 || entries > limit - at) {
        throw misfit("a block of " + entries + " labels");
      }
      for (long i = 0; i < entries; i++) {
        skip(length());
        skip(length());
      }
    }
  }

  private static WireException misfit(String what) {
    return WireException.truncated("RequestOutcome: " + what);
  }

  /** Where the strings lie. */
  public byte[] bytes() {
    return bytes;
  }

  public int runIdOffset() {
    return runIdOffset;
  }

  public int runIdLength() {
    return runIdLength;
  }

  public int agentIdOffset() {
    return agentIdOffset;
  }

  public int agentIdLength() {
    return agentIdLength;
  }

  public long sequence() {
    return sequence;
  }

  public int operationOffset() {
    return operationOffset;
  }

  public int operationLength() {
    return operationLength;
  }

  public long intendedStartMicros() {
    return intendedStartMicros;
  }

  public long startMicros() {
    return startMicros;
  }

  public long endMicros() {
    return endMicros;
  }

  /** Ordinal of the {@link OutcomeKind}; always in range. */
  public int outcomeOrdinal() {
    return outcome;
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** A copy, for the places that need one. */
  public String runId() {
    return new String(bytes, runIdOffset, runIdLength, StandardCharsets.UTF_8);
  }
}
