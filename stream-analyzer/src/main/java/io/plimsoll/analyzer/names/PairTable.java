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
  private int size;

  /**
   * @param maker makes the value of a pair seen for the first time
   */
  public PairTable(BiFunction<byte[], byte[], V> maker) {
    this.maker = maker;
  }

  private static final class Entry<V> {
    private final int hash;
    private final byte[] first;
    private final byte[] second;
    private final V value;

    Entry(int hash, byte[] first, byte[] second, V value) {
      this.hash = hash;
      this.first = first;
      this.second = second;
      this.value = value;
    }

    boolean is(
        int otherHash, byte[] bytes, int first0, int firstLength, int second0, int secondLength) {
      return hash == otherHash
          && first.length == firstLength
          && second.length == secondLength
          && Arrays.equals(second, 0, secondLength, bytes, second0, second0 + secondLength)
          && Arrays.equals(first, 0, firstLength, bytes, first0, first0 + firstLength);
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
    int slot = hash & mask;
    for (Entry<V> entry; (entry = table[slot]) != null; slot = (slot + 1) & mask) {
      if (entry.is(hash, bytes, first, firstLength, second, secondLength)) {
        return entry.value;
      }
    }
    return null;
  }

  private V add(int hash, byte[] first, byte[] second) {
    Entry<V> entry = new Entry<>(hash, first, second, maker.apply(first, second));
    if (++size * 2 > slots.length) {
      grow();
    }
    insert(slots, entry);
    return entry.value;
  }

  private void grow() {
    Entry<V>[] wider = slots(slots.length * 2);
    for (Entry<V> entry : slots) {
      if (entry != null) {
        insert(wider, entry);
      }
    }
    slots = wider;
  }

  private static <V> void insert(Entry<V>[] table, Entry<V> entry) {
    int mask = table.length - 1;
    int slot = entry.hash & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = entry;
  }

  public int size() {
    return size;
  }

  public void clear() {
    slots = slots(INITIAL_SLOTS);
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
