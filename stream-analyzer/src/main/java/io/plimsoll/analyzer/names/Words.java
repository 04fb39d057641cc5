package io.plimsoll.analyzer.names;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The first bytes of a string, as numbers. Reusable; for one thread. */
final class Words {
  /** So many bytes are in the words. */
  static final int BYTES = 4 * Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long SEED = 0xC2B2AE3D27D4EB4FL;

  long word0;
  long word1;
  long word2;
  long word3;
  int length;

  /**
   * Takes a string in.
   *
   * @param seed hash of what comes before it
   * @return hash of both
   */
  int read(byte[] bytes, int offset, int count, long seed) {
    length = count;
    word0 = word(bytes, offset, count);
    word1 = word(bytes, offset + 8, count - 8);
    word2 = word(bytes, offset + 16, count - 16);
    word3 = word(bytes, offset + 24, count - 24);
    long hash = mix(mix(seed + count, word0), word1);
    if (count > 16) {
      hash = mix(mix(hash, word2), word3);
    }
    if (count > BYTES) {
      hash = bytesFrom(bytes, offset + BYTES, offset + count, hash);
    }
    return (int) hash;
  }

  /** Up to eight bytes, zeros after them. */
  private static long word(byte[] bytes, int offset, int count) {
    if (count >= Long.BYTES) {
      return (long) LONGS.get(bytes, offset);
    }
    if (count <= 0) {
      return 0;
    }
    if (offset + Long.BYTES <= bytes.length) {
      return (long) LONGS.get(bytes, offset) & (-1L >>> (Long.SIZE - Byte.SIZE * count));
    }
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = (word << Byte.SIZE) | (bytes[offset + i] & 0xff);
    }
    return word;
  }

  /** Both halves of the product, so that every bit of the word reaches the lowest ones. */
  private static long mix(long hash, long word) {
    long both = hash ^ word;
    return Math.multiplyHigh(both, GOLDEN) ^ (both * GOLDEN);
  }

  private static long bytesFrom(byte[] bytes, int from, int to, long seed) {
    long hash = seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * FNV_PRIME;
    }
    return mix(hash, 0);
  }

  /** Of a whole string. */
  static long hash(byte[] bytes, int offset, int count) {
    return bytesFrom(bytes, offset, offset + count, SEED + count);
  }
}
