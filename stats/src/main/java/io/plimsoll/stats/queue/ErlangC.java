package io.plimsoll.stats.queue;

import org.apache.commons.math3.special.Gamma;

/**
 * The probability of having to wait in M/M/c (Erlang 1917), continued to any number of servers
 * through the incomplete gamma function (Jagerman 1974, "Some properties of the Erlang loss
 * function"), so that a curve fit can move the number smoothly. For whole numbers it is that of
 * {@link MultiServerQueue}.
 */
public final class ErlangC {
  private ErlangC() {}

  /**
   * @param servers c, above 0, not necessarily whole
   * @param utilisation ρ, from 0 to below 1
   * @return the share of arrivals that wait; NaN where there is no steady state
   */
  public static double waiting(double servers, double utilisation) {
    if (!(servers > 0) || !(utilisation >= 0 && utilisation < 1)) {
      return Double.NaN;
    }
    double blocking = blocking(servers, servers * utilisation);
    return blocking / (1 - utilisation * (1 - blocking));
  }

  /** Erlang's B: the Poisson probability of c over that of at most c. */
  private static double blocking(double servers, double offered) {
    if (offered == 0) {
      return 0;
    }
    double poisson = Math.exp(servers * Math.log(offered) - offered - Gamma.logGamma(servers + 1));
    return poisson / Gamma.regularizedGammaQ(servers + 1, offered);
  }

  /** Mean wait in M/M/c in units of the service time: C(c, ρ) / (c(1 − ρ)). */
  public static double relativeWait(double servers, double utilisation) {
    return waiting(servers, utilisation) / (servers * (1 - utilisation));
  }
}
