package io.plimsoll.load.engine;

import java.util.SplittableRandom;

/**
 * Randomness for each of many users out of one seed. {@link SplittableRandom} walks along one
 * sequence, in steps of a constant, from wherever its seed is: seeds that differ by multiples of
 * that constant give the same numbers, shifted. Mixed seeds lie anywhere on it.
 */
final class Seeds {
  private Seeds() {}

  /** The numbers of one user, or lane; the same for the same seed. */
  static SplittableRandom random(long seed, long index) {
    return new SplittableRandom(mix(mix(seed) + index));
  }

  /** The finalizer of SplitMix64, variant 13 of Stafford (2011): every bit counts for all. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
