package io.plimsoll.schemas.outcome;

import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.serde.WireFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcomes of one record, each read in place: all of them or none. Reusable, for one thread;
 * valid until the next record is read.
 */
final class OutcomeBatchView {
  /** More in one record are refused: one that is hostile must not fill the memory. */
  static final int MOST_OUTCOMES = 4_096;

  private final List<OutcomeView> views = new ArrayList<>();
  private byte[] bytes;
  private int at;
  private int limit;
  private int size;

  int size() {
    return size;
  }

  OutcomeView get(int index) {
    return views.get(index);
  }

  /** Makes room for one more. */
  private OutcomeView next() {
    if (size == views.size()) {
      views.add(new OutcomeView());
    }
    return views.get(size);
  }

  void clear() {
    size = 0;
  }

  /** Adds the outcome that fills this part of an array, in the wire format. */
  void addRecord(byte[] source, int from, int to) {
    next().read(source, from, to);
    size++;
  }

  /**
   * Reads the RequestOutcomeBatch that fills this part of an array, in the wire format.
   *
   * @throws WireException TRUNCATED when the bytes do not fit the schema; it says which outcome
   */
  void readBatch(byte[] source, int from, int to) {
    clear();
    bytes = source;
    at = from + WireFormat.HEADER_BYTES;
    limit = to;
    for (long block = blockSize(); block != 0; block = blockSize()) {
      readBlock(block);
    }
    if (at != limit) {
      throw misfit((to - from) + " bytes where its outcomes take " + (at - from));
    }
  }

  private void readBlock(long count) {
    long promised = size + count;
    if (count < 0 || promised > MOST_OUTCOMES) {
      throw misfit(promised + " outcomes; at most " + MOST_OUTCOMES + " may travel together");
    }
    while (size < promised) {
      try {
        at = next().fields(bytes, at, limit);
      } catch (WireException e) {
        throw misfit("outcome %d of %d: %s".formatted(size + 1, promised, e.getMessage()));
      }
      size++;
    }
  }

  /** Outcomes in the next block of the array; 0 at its end. */
  private long blockSize() {
    long count = number();
    if (count < 0) { // Avro allows a block to tell its size in bytes
      number();
      count = -count;
    }
    return count;
  }

  private long number() {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= limit) {
        throw misfit("its bytes end after " + size + " outcomes, before the end of the list");
      }
      long next = bytes[at++];
      raw |= (next & 0x7f) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw misfit("a number of more than 10 bytes");
  }

  private static WireException misfit(String what) {
    return WireException.truncated("RequestOutcomeBatch: " + what);
  }
}
