package io.plimsoll.schemas.outcome;

/**
 * A fingerprint of a set of sequence numbers that can be summed in any order: equal sums (modulo
 * 2^64) mean, but for a chance of 2^-64, the same numbers the same number of times, where equal
 * counts could hide one lost and one doubled.
 */
public final class SequenceHash {
  private SequenceHash() {}

  /**
   * The number's share; the finalizer of SplitMix64 (Steele, Lea, Flood 2014) of n + 1, so that 0
   * counts too.
   */
  public static long of(long sequence) {
    long z = (sequence + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
