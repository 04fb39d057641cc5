package io.plimsoll.stats.anomaly;

/**
 * More errors than the rate so far explains: the binomial tail of a window's errors against a share
 * learned from the windows before, which forgets slowly and starts from a weak belief (Jeffreys'
 * prior, half an error and half a success). A burst is not learned from. Immutable.
 *
 * @param errors weighted errors so far
 * @param count weighted outcomes so far
 * @param memory outcomes after which a window's weight has fallen to 1/e
 */
public record ErrorBurst(double errors, double count, double memory) {
  private static final double HALF = 0.5;
  private static final double BURST = 1e-4;

  /** That expects next to no errors. */
  public static ErrorBurst fresh(double memory) {
    return new ErrorBurst(0, 0, memory);
  }

  /** The share of errors that is expected. */
  public double expected() {
    return (errors + HALF) / (count + 2 * HALF);
  }

  /**
   * The probability of at least so many errors.
   *
   * @param failed errors of the window
   * @param total outcomes of the window, errors included
   */
  public double probability(long failed, long total) {
    return total == 0 ? 1 : Tail.binomial(failed, total, expected());
  }

  /** After a window. */
  public ErrorBurst next(long failed, long total) {
    boolean burst = count > 0 && probability(failed, total) < BURST;
    if (burst || total == 0) {
      return this;
    }
    double keep = Math.exp(-total / memory);
    return new ErrorBurst(errors * keep + failed, count * keep + total, memory);
  }
}
