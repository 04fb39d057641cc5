package io.plimsoll.stats.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.HaltonSequenceGenerator;

/** Starts around a guess, so that one bad valley doesn't decide. */
public final class Starts {
  private Starts() {}

  /**
   * The guess, and points around it on an even (Halton) lattice of factors from 1/4 to 4; a guess
   * of 0 stays 0.
   *
   * @param guess a value for each parameter
   * @param more how many besides the guess
   */
  public static List<double[]> around(double[] guess, int more) {
    List<double[]> starts = new ArrayList<>();
    starts.add(guess.clone());
    HaltonSequenceGenerator lattice = new HaltonSequenceGenerator(guess.length);
    lattice.skipTo(1);
    for (int i = 0; i < more; i++) {
      double[] factors = lattice.nextVector();
      double[] start = guess.clone();
      for (int j = 0; j < start.length; j++) {
        start[j] *= Math.pow(4, 2 * factors[j] - 1);
      }
      starts.add(start);
    }
    return starts;
  }
}
