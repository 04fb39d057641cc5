package io.plimsoll.analyzer.names;

import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * Finds a value by two strings that lie somewhere in a record's bytes, without making objects of
 * them. With thousands of pairs few are in a cache, so an entry is one place in memory: its second
 * string lies in it as numbers, and its first one is an object that those around it have, too.
 * Quickest when the first string is mostly that of the call before. Open addressing with linear
 * probing. For one thread.
 *
 * @param <V> the value
 */
public final class PairTable<V> {
  private static final int INITIAL_SLOTS = 256;
  private static final byte[] NOTHING = {};

  private final BiFunction<byte[], byte[], V> maker;
  private final Words asked = new Words(); // the second string of a call
  private byte[] lastFirst = NOTHING; // the first string of the last call that found something
  private long lastFirstHash = Words.hash(NOTHING, 0, 0);
  private Entry<V>[] slots = slots(INITIAL_SLOTS);
  private int[] hashes = new int[INITIAL_SLOTS]; // beside the entries, which are far apart
  private int size;

  /**
   * @param maker makes the value of a pair seen for the first time
   */
  public PairTable(BiFunction<byte[], byte[], V> maker) {
    this.maker = maker;
  }

  private static final class Entry<V> {
    private final byte[] first;
    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    private final int secondLength;
    private final byte[] rest; // of the second string, beyond the words
    private final V value;

    Entry(byte[] first, Words second, byte[] rest, V value) {
      this.first = first;
      this.word0 = second.word0;
      this.word1 = second.word1;
      this.word2 = second.word2;
      this.word3 = second.word3;
      this.secondLength = second.length;
      this.rest = rest;
      this.value = value;
    }

    boolean isSecond(Words asked, byte[] bytes, int offset) {
      return word0 == asked.word0
          && word1 == asked.word1
          && word2 == asked.word2
          && word3 == asked.word3
          && secondLength == asked.length
          && (secondLength <= Words.BYTES || isRest(bytes, offset));
    }

    private boolean isRest(byte[] bytes, int offset) {
      return Arrays.equals(
          rest, 0, rest.length, bytes, offset + Words.BYTES, offset + secondLength);
    }

    boolean isFirst(byte[] bytes, int offset, int length) {
      return Arrays.equals(first, 0, first.length, bytes, offset, offset + length);
    }
  }

  /** The value of the pair; made now when there is none. */
  public V get(byte[] bytes, int first, int firstLength, int second, int secondLength) {
    V found = find(bytes, first, firstLength, second, secondLength);
    return found != null
        ? found
        : add(
            Arrays.copyOfRange(bytes, first, first + firstLength),
            Arrays.copyOfRange(bytes, second, second + secondLength));
  }

  /** The value of the pair; null when there is none. */
  public V find(byte[] bytes, int first, int firstLength, int second, int secondLength) {
    boolean same = Arrays.equals(lastFirst, 0, lastFirst.length, bytes, first, first + firstLength);
    long firstHash = same ? lastFirstHash : Words.hash(bytes, first, firstLength);
    int hash = asked.read(bytes, second, secondLength, firstHash);
    Entry<V>[] table = slots;
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != null; slot = (slot + 1) & mask) {
      Entry<V> entry = table[slot];
      if (hashes[slot] == hash
          && entry.isSecond(asked, bytes, second)
          && ((same && entry.first == lastFirst) || entry.isFirst(bytes, first, firstLength))) {
        lastFirst = entry.first;
        lastFirstHash = firstHash;
        return entry.value;
      }
    }
    return null;
  }

  private V add(byte[] first, byte[] second) {
    V value = maker.apply(first, second);
    byte[] shared = Arrays.equals(first, lastFirst) ? lastFirst : first;
    long firstHash = Words.hash(first, 0, first.length);
    int hash = asked.read(second, 0, second.length, firstHash);
    byte[] rest =
        second.length <= Words.BYTES
            ? NOTHING
            : Arrays.copyOfRange(second, Words.BYTES, second.length);
    if (++size * 2 > slots.length) {
      grow();
    }
    insert(hash, new Entry<>(shared, asked, rest, value));
    lastFirst = shared;
    lastFirstHash = firstHash;
    return value;
  }

  private void grow() {
    Entry<V>[] entries = slots;
    int[] known = hashes;
    slots = slots(entries.length * 2);
    hashes = new int[slots.length];
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] != null) {
        insert(known[i], entries[i]);
      }
    }
  }

  private void insert(int hash, Entry<V> entry) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
    hashes[slot] = hash;
  }

  public int size() {
    return size;
  }

  public void clear() {
    slots = slots(INITIAL_SLOTS);
    hashes = new int[INITIAL_SLOTS];
    size = 0;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <V> Entry<V>[] slots(int count) {
    return new Entry[count];
  }
}
