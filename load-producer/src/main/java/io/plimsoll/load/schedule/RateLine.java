package io.plimsoll.load.schedule;

/**
 * A straight line from one rate to another; a constant rate is the line between equal ones. Pure.
 *
 * @param fromPerSecond rate at its start, at least 0
 * @param toPerSecond rate at its end, at least 0
 * @param seconds length, above 0
 */
record RateLine(double fromPerSecond, double toPerSecond, double seconds) {
  RateLine {
    if (!(fromPerSecond >= 0) || !(toPerSecond >= 0) || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "not a rate line: " + fromPerSecond + " to " + toPerSecond + " over " + seconds + " s");
    }
  }

  /** Arrivals over its whole length. */
  double total() {
    return (fromPerSecond + toPerSecond) / 2 * seconds;
  }

  double rateAt(double second) {
    return fromPerSecond + (toPerSecond - fromPerSecond) * second / seconds;
  }

  /**
   * The second at which the integral reaches this many arrivals: t of r·t + k·t²/2 = m, in the form
   * 2m / (r + √(r² + 2km)) that loses no digits when k is small.
   */
  double secondOf(double arrivals) {
    if (arrivals <= 0) {
      return 0;
    }
    double slope = (toPerSecond - fromPerSecond) / seconds;
    double discriminant = fromPerSecond * fromPerSecond + 2 * slope * arrivals;
    double second = 2 * arrivals / (fromPerSecond + Math.sqrt(Math.max(0, discriminant)));
    return Math.min(second, seconds);
  }
}
