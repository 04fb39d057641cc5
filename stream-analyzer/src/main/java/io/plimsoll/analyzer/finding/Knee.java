package io.plimsoll.analyzer.finding;

import java.util.Arrays;
import java.util.List;

/** Which parts of a run lie past the knee: slower than at low load, and not in proportion done. */
final class Knee {
  private static final double MORE_LOAD = 1.3;
  private static final double SLOWER = Math.log(2);
  private static final double MUCH_SLOWER = Math.log(5);
  private static final double LESS_DONE = 0.85;
  private static final int FEWEST = 5;

  private Knee() {}

  /**
   * By how much each slot is slower than at low load; 0 for those that are not past the knee.
   *
   * @param load planned
   * @param logP95 logarithms; NaN where nothing was measured
   * @param done completions
   */
  static double[] suffering(double[] load, List<Double> logP95, double[] done) {
    double[] suffering = new double[load.length];
    double[] loads = Arrays.stream(load).filter(each -> each > 0).sorted().toArray();
    if (loads.length < 3 * FEWEST || loads[loads.length - 1] < MORE_LOAD * loads[0]) {
      return suffering;
    }
    double low = loads[loads.length / 3];
    double usual = median(load, low, logP95.stream().mapToDouble(x -> x).toArray());
    double[] perLoad = new double[load.length];
    Arrays.setAll(perLoad, i -> load[i] > 0 ? done[i] / load[i] : Double.NaN);
    double usuallyDone = median(load, low, perLoad);
    for (int i = 0; i < suffering.length; i++) {
      double slower = logP95.get(i) - usual;
      boolean lessDone = perLoad[i] <= LESS_DONE * usuallyDone;
      boolean past = load[i] > low && (slower >= MUCH_SLOWER || (slower >= SLOWER && lessDone));
      suffering[i] = past ? slower : 0;
    }
    return suffering;
  }

  /** Of the slots with this load or less. */
  private static double median(double[] load, double low, double[] values) {
    double[] some = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (load[i] > 0 && load[i] <= low && !Double.isNaN(values[i])) {
        some[count++] = values[i];
      }
    }
    Arrays.sort(some, 0, count);
    return count < FEWEST ? Double.NaN : some[count / 2];
  }
}
