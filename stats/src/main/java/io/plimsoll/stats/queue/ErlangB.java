package io.plimsoll.stats.queue;

/** M/M/c/c: arrivals that find all servers busy are lost (Erlang 1917). */
public final class ErlangB {
  private ErlangB() {}

  /**
   * The probability of being lost, by the recursion that neither overflows nor cancels.
   *
   * @param offered load a = λ/μ in erlangs, at least 0
   * @param servers c, at least 0
   */
  public static double blocking(double offered, int servers) {
    if (!(offered >= 0) || servers < 0) {
      throw new IllegalArgumentException("offered " + offered + ", servers " + servers);
    }
    double blocking = 1;
    for (int k = 1; k <= servers; k++) {
      blocking = offered * blocking / (k + offered * blocking);
    }
    return blocking;
  }
}
