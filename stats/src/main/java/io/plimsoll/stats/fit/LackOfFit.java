package io.plimsoll.stats.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Whether a curve misses the data by more than their scatter. Where loads were measured more than
 * once: the F test of what the curve leaves against pure error (Draper and Smith 1998, 2.1). Where
 * not: the runs of equal signs among residuals in order of x (Wald and Wolfowitz 1940), one-sided.
 *
 * @param test F or RUNS
 * @param pValue chance of residuals like these when the curve is right; in [0, 1]
 */
public record LackOfFit(Test test, double pValue) {

  /** What was tested. */
  public enum Test {
    F,
    RUNS
  }

  /** The test that the data allow. */
  public static LackOfFit of(Fit fit) {
    Map<Double, double[]> groups = new HashMap<>();
    double[] target = fit.data().target();
    for (int i = 0; i < target.length; i++) {
      double[] sums = groups.computeIfAbsent(fit.data().x(i), x -> new double[2]);
      sums[0] += 1;
      sums[1] += target[i];
    }
    int repeats = target.length - groups.size();
    int left = fit.degreesOfFreedom() - repeats;
    return repeats > 0 && left > 0 ? byRepeats(fit, groups, repeats, left) : byRuns(fit);
  }

  private static LackOfFit byRepeats(Fit fit, Map<Double, double[]> groups, int repeats, int left) {
    double[] target = fit.data().target();
    double pure = 0;
    for (int i = 0; i < target.length; i++) {
      double[] sums = groups.get(fit.data().x(i));
      pure += Math.pow(target[i] - sums[1] / sums[0], 2);
    }
    double lack = Math.max(0, fit.residualSumOfSquares() - pure);
    if (pure == 0) {
      return new LackOfFit(Test.F, lack == 0 ? 1 : 0);
    }
    double ratio = lack / left / (pure / repeats);
    return new LackOfFit(
        Test.F, 1 - new FDistribution(null, left, repeats).cumulativeProbability(ratio));
  }

  private static LackOfFit byRuns(Fit fit) {
    double[] residuals = fit.residuals();
    Integer[] order = new Integer[residuals.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> fit.data().x(i)));
    double above = 0;
    double runs = 0;
    for (int k = 0; k < order.length; k++) {
      boolean up = residuals[order[k]] > 0;
      above += up ? 1 : 0;
      runs += k == 0 || up != residuals[order[k - 1]] > 0 ? 1 : 0;
    }
    double below = order.length - above;
    if (above == 0 || below == 0) {
      return new LackOfFit(Test.RUNS, 0);
    }
    double n = order.length;
    double mean = 1 + 2 * above * below / n;
    double variance = (mean - 1) * (mean - 2) / (n - 1);
    if (variance <= 0) {
      return new LackOfFit(Test.RUNS, 1);
    }
    double z = (runs + 0.5 - mean) / Math.sqrt(variance);
    return new LackOfFit(Test.RUNS, new NormalDistribution().cumulativeProbability(z));
  }
}
