package io.plimsoll.stats.trend;

import java.util.Optional;

/**
 * What became of a level over a run.
 *
 * @param kind what it did
 * @param test the evidence
 * @param growth along the line from the first step to the last, as a share of where it began;
 *     absent when it began at zero or below
 * @param lastLevel where the line is at the last step
 */
public record Drift(Kind kind, DriftTest test, Optional<Share> growth, double lastLevel) {

  /** What a level can do. */
  public enum Kind {
    /** Neither up nor down beyond chance. */
    STEADY,
    /** Up, and still going up: for memory, a leak. */
    GROWING,
    /** Down, and still going down. */
    FALLING,
    /** Another level since one moment, and steady before and after. */
    STEP,
    /** A warm-up that has ended. */
    SETTLED
  }

  /**
   * A share with its 95 % interval.
   *
   * @param value 0.05 is five percent
   * @param low lower end
   * @param high upper end
   */
  public record Share(double value, double low, double high) {}

  /**
   * How many steps are left until the line meets a limit; absent unless the level is growing. The
   * upper end is infinite when the slowest slope in doubt never meets it.
   *
   * @param limit what must not be reached, in the unit of the values
   */
  public Optional<StepsLeft> until(double limit) {
    SenSlope line = test.line();
    if (kind != Kind.GROWING) {
      return Optional.empty();
    }
    double room = Math.max(0, limit - lastLevel);
    double latest = line.low() > 0 ? room / line.low() : Double.POSITIVE_INFINITY;
    return Optional.of(new StepsLeft(room / line.slope(), room / line.high(), latest));
  }

  /**
   * Steps from the last value on, with their 95 % interval.
   *
   * @param expected by the line
   * @param earliest by the steepest slope in doubt
   * @param latest by the flattest
   */
  public record StepsLeft(double expected, double earliest, double latest) {}
}
