package io.plimsoll.endtoend.exactlyonce;

import io.plimsoll.endtoend.exactlyonce.truth.Recorder;

/** How thorough these tests are: short in CI, long with {@code -Dplimsoll.campaign=full}. */
final class Campaign {
  private Campaign() {}

  static boolean isFull() {
    return "full".equals(System.getProperty("plimsoll.campaign"));
  }

  static <T> T choose(T inShort, T inFull) {
    return isFull() ? inFull : inShort;
  }

  /** A new seed unless {@code -Dplimsoll.seed} names one; every message has it. */
  static long seed() {
    return Long.getLong("plimsoll.seed", System.nanoTime() % 1_000_000);
  }

  /** Three runs at once of two agents each, some ten thousand outcomes a second in all. */
  static Recorder.Plan plan(long seed) {
    return new Recorder.Plan(3, 2, choose(8_000, 20_000), seed);
  }
}
