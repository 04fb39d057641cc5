package io.plimsoll.stats.queue;

/**
 * M/G/1: Poisson arrivals, one server, service of any distribution (Pollaczek 1930, Khinchine
 * 1932).
 *
 * @param arrivalRate λ, above 0
 * @param meanService E[S], above 0
 * @param secondMoment E[S²], at least E[S]²
 */
public record GeneralServiceQueue(double arrivalRate, double meanService, double secondMoment) {

  public GeneralServiceQueue {
    if (!(arrivalRate > 0) || !(meanService > 0) || !(secondMoment >= meanService * meanService)) {
      throw new IllegalArgumentException(
          "rate and mean must be above 0, E[S²] at least E[S]²: "
              + arrivalRate
              + ", "
              + meanService
              + ", "
              + secondMoment);
    }
    if (!(arrivalRate * meanService < 1)) {
      throw new IllegalArgumentException("no steady state: ρ = " + arrivalRate * meanService);
    }
  }

  /** ρ = λ E[S]. */
  public double utilisation() {
    return arrivalRate * meanService;
  }

  /** Wq: the mean time of waiting. */
  public double meanWait() {
    return arrivalRate * secondMoment / (2 * (1 - utilisation()));
  }

  /** W: the mean time from arrival to the end of service. */
  public double meanResponse() {
    return meanWait() + meanService;
  }

  /** L: the mean number present. */
  public double meanPresent() {
    return arrivalRate * meanResponse();
  }
}
