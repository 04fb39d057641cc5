package io.plimsoll.stats.compare;

import java.util.Arrays;

/**
 * How large a shift between two neighbouring stretches of a series is in terms of its noise, and
 * whether the border between them is where it happened.
 *
 * @param shift Hodges and Lehmann's estimate, in the values' unit: the median difference
 * @param noise standard deviation within the stretches, values beyond four robust deviations drawn
 *     in; a constant stretch has none
 * @param size |shift| / noise; infinite where there is a shift and no noise
 * @param elsewhere how much better the best other place to part the joined series explains its
 *     ranks than the border does, as a share of their variance: 0…1. A drift, or a break inside one
 *     of the stretches, is no change at the border
 */
public record ShiftEffect(double shift, double noise, double size, double elsewhere) {
  private static final double WILD = 4;
  private static final double PENALTY = 3;

  /**
   * @param before in order of time
   * @param after in order of time
   * @throws IllegalArgumentException with fewer than two values on a side, or one that is not
   *     finite
   */
  public static ShiftEffect of(double[] before, double[] after) {
    Samples.finite("before", before, 2);
    Samples.finite("after", after, 2);
    return of(before, after, hodgesLehmann(before, after));
  }

  /** The same with the difference of medians, which costs less on long stretches. */
  public static ShiftEffect ofMedians(double[] before, double[] after) {
    return of(before, after, Samples.median(after) - Samples.median(before));
  }

  /**
   * The size that counts for the border: size · exp(−3 · elsewhere). The factor was chosen on
   * development data; 2 to 4 do the same.
   */
  public double attributable() {
    return size * Math.exp(-PENALTY * elsewhere);
  }

  private static ShiftEffect of(double[] before, double[] after, double shift) {
    double noise = noise(Samples.joined(Samples.centred(before), Samples.centred(after)));
    double none = shift == 0 ? 0 : Double.POSITIVE_INFINITY;
    double size = noise > 0 ? Math.abs(shift) / noise : none;
    return new ShiftEffect(shift, noise, size, elsewhere(before, after));
  }

  private static double noise(double[] rest) {
    double bound = WILD * Spread.robust(rest);
    double[] drawnIn = Arrays.stream(rest).map(v -> Math.max(-bound, Math.min(bound, v))).toArray();
    double lost = rest.length / Math.max(1.0, rest.length - 2);
    return Math.sqrt(Samples.meanSquare(drawnIn) * lost);
  }

  private static double hodgesLehmann(double[] before, double[] after) {
    double[] differences = new double[before.length * after.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = after[i % after.length] - before[i / after.length];
    }
    return Samples.median(differences);
  }

  private static double elsewhere(double[] before, double[] after) {
    double[] ranks = Samples.ranks(Samples.joined(before, after));
    int n = ranks.length;
    double middle = (n + 1) / 2.0;
    double total = 0;
    double best = 0;
    double border = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double centred = ranks[i] - middle;
      total += centred * centred;
      sum += centred;
      int left = i + 1;
      double explained = left == n ? 0 : sum * sum / left + sum * sum / (n - left);
      best = Math.max(best, explained);
      border = left == before.length ? explained : border;
    }
    return total > 0 ? (best - border) / total : 0;
  }
}
