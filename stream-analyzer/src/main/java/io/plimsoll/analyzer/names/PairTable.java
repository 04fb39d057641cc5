package io.plimsoll.analyzer.names;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * Finds a value by two strings that lie somewhere in a record's bytes, without making objects of
 * them. Open addressing with linear probing. For one thread.
 *
 * @param <V> the value
 */
public final class PairTable<V> {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final int INITIAL_SLOTS = 256;

  private final BiFunction<byte[], byte[], V> maker;
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
    private final byte[] both; // first and second
    private final int firstLength;
    private final V value;

    Entry(byte[] first, byte[] second, V value) {
      this.both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      this.firstLength = first.length;
      this.value = value;
    }

    boolean is(byte[] bytes, int first, int length, int second, int secondLength) {
      return firstLength == length
          && both.length == length + secondLength
          && Arrays.equals(both, 0, length, bytes, first, first + length)
          && Arrays.equals(both, length, both.length, bytes, second, second + secondLength);
    }
  }

  /** The value of the pair; made now when there is none. */
  public V get(byte[] bytes, int first, int firstLength, int second, int secondLength) {
    int hash = hash(bytes, second, secondLength, hash(bytes, first, firstLength, 17));
    V found = find(hash, bytes, first, firstLength, second, secondLength);
    return found != null
        ? found
        : add(
            hash,
            Arrays.copyOfRange(bytes, first, first + firstLength),
            Arrays.copyOfRange(bytes, second, second + secondLength));
  }

  /** The value of the pair; null when there is none. */
  public V find(byte[] bytes, int first, int firstLength, int second, int secondLength) {
    int hash = hash(bytes, second, secondLength, hash(bytes, first, firstLength, 17));
    return find(hash, bytes, first, firstLength, second, secondLength);
  }

  private V find(int hash, byte[] bytes, int first, int firstLength, int second, int secondLength) {
    Entry<V>[] table = slots;
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != null; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash && table[slot].is(bytes, first, firstLength, second, secondLength)) {
        return table[slot].value;
      }
    }
    return null;
  }

  private V add(int hash, byte[] first, byte[] second) {
    Entry<V> entry = new Entry<>(first, second, maker.apply(first, second));
    if (++size * 2 > slots.length) {
      grow();
    }
    insert(hash, entry);
    return entry.value;
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

  private static int hash(byte[] bytes, int offset, int length, int seed) {
    long hash = seed * GOLDEN + length;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, offset + i)) * GOLDEN;
      hash ^= hash >>> 32;
    }
    for (; i < length; i++) {
      hash = (hash ^ bytes[offset + i]) * FNV_PRIME;
    }
    hash ^= hash >>> 29;
    return (int) (hash ^ (hash >>> 32));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <V> Entry<V>[] slots(int count) {
    return new Entry[count];
  }
}
