package io.plimsoll.stats.queue;

/**
 * M/M/c: Poisson arrivals, exponential service, c equal servers, one queue (Erlang 1917; Kleinrock
 * 1975, 3.5). With one server it is M/M/1. Times are in the unit whose inverse the rates have.
 *
 * @param arrivalRate λ, above 0
 * @param serviceRate μ of one server, above 0
 * @param servers c, at least 1
 */
public record MultiServerQueue(double arrivalRate, double serviceRate, int servers) {

  public MultiServerQueue {
    if (!(arrivalRate > 0) || !(serviceRate > 0) || servers < 1) {
      throw new IllegalArgumentException(
          "rates must be above 0 and servers at least 1: "
              + arrivalRate
              + ", "
              + serviceRate
              + ", "
              + servers);
    }
    if (!(arrivalRate < serviceRate * servers)) {
      throw new IllegalArgumentException(
          "no steady state: "
              + arrivalRate
              + " arrivals for a capacity of "
              + serviceRate * servers);
    }
  }

  /** ρ = λ / cμ: the share of time that a server is busy. */
  public double utilisation() {
    return arrivalRate / (serviceRate * servers);
  }

  /** Erlang C: the probability that an arrival has to wait. */
  public double waitProbability() {
    double blocking = ErlangB.blocking(arrivalRate / serviceRate, servers);
    return blocking / (1 - utilisation() * (1 - blocking));
  }

  /** Lq: the mean number that wait. */
  public double meanWaiting() {
    return waitProbability() * utilisation() / (1 - utilisation());
  }

  /** Wq: the mean time of waiting. */
  public double meanWait() {
    return meanWaiting() / arrivalRate;
  }

  /** W: the mean time from arrival to the end of service. */
  public double meanResponse() {
    return meanWait() + 1 / serviceRate;
  }

  /** L: the mean number that wait or are served. */
  public double meanPresent() {
    return arrivalRate * meanResponse();
  }
}
