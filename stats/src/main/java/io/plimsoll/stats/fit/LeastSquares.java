package io.plimsoll.stats.fit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.linear.ArrayRealVector;

/**
 * Nonlinear least squares within bounds, from several starts. A minimum inside the bounds is that
 * of the free problem; one on the border is that of the same problem with some parameters held at
 * their bounds, so the borders that the free minimum crosses are tried one after the other. Pure.
 */
public final class LeastSquares {
  /** A later start must be better by this share: else minima that are alike would trade places. */
  private static final double BETTER = 1e-6;

  /** Rounding of a residual, in units of the response's own. */
  private static final double ROUNDING = 8 * Math.ulp(1.0);

  /** A fit worse conditioned than this has run into a corner where parameters have no effect. */
  private static final double CORNERED = 1e13;

  private static final int RESCUERS = 40;

  private LeastSquares() {}

  /**
   * The best fit.
   *
   * @param starts values for each parameter to begin from; the first wins among equals
   * @throws FitException when there are not more observations than parameters, or no start leads
   *     anywhere
   */
  public static Fit fit(Model model, Observations data, List<double[]> starts) {
    return fit(model, data, starts, new TreeMap<>());
  }

  /**
   * The minimum that a start leads to. Only where that is a corner in which parameters lose their
   * effect are starts around it tried as well: whoever names a start means the valley it is in.
   *
   * @throws FitException as {@link #fit}
   */
  public static Fit from(Model model, Observations data, double[] start) {
    Fit fit;
    try {
      fit = fit(model, data, List.of(start));
    } catch (FitException | MathIllegalStateException e) {
      return fit(model, data, Starts.around(start, RESCUERS));
    }
    return fit.condition() < CORNERED ? fit : fit(model, data, Starts.around(start, RESCUERS));
  }

  /** The same with some parameters held: by index, the value each has. */
  static Fit fit(
      Model model, Observations data, List<double[]> starts, SortedMap<Integer, Double> held) {
    int parameters = model.parameters().size() - held.size();
    if (data.size() <= parameters) {
      throw new FitException(
          data.size() + " observations can't tell " + parameters + " parameters; take more levels");
    }
    Descent.End end = within(model, data, starts, held);
    if (!Double.isFinite(end.sum())) {
      throw new FitException("no start led to a finite fit");
    }
    return new Fit(model, data, end.parameters());
  }

  static Descent.End within(
      Model model, Observations data, List<double[]> starts, SortedMap<Integer, Double> held) {
    Descent descent = new Descent(model, data, held);
    double rounding = ROUNDING * new ArrayRealVector(data.target(), false).getNorm();
    Descent.End best = null;
    for (double[] start : starts) {
      Descent.End end = descent.from(start);
      if (best == null || Math.sqrt(end.sum()) < Math.sqrt(best.sum()) * (1 - BETTER) - rounding) {
        best = end;
      }
    }
    int[] crossed = crossed(model, best.parameters(), held);
    return crossed.length == 0 ? best : onBorder(model, data, starts, held, best, crossed);
  }

  private static Descent.End onBorder(
      Model model,
      Observations data,
      List<double[]> starts,
      SortedMap<Integer, Double> held,
      Descent.End outside,
      int[] crossed) {
    Descent.End best = new Descent.End(outside.parameters(), Double.POSITIVE_INFINITY);
    for (int i : crossed) {
      SortedMap<Integer, Double> more = new TreeMap<>(held);
      more.put(i, model.parameters().get(i).nearest(outside.parameters()[i]));
      Descent.End end = within(model, data, starts, more);
      if (best.sum() == Double.POSITIVE_INFINITY || end.sum() < best.sum()) {
        best = end;
      }
    }
    return best;
  }

  private static int[] crossed(Model model, double[] values, SortedMap<Integer, Double> held) {
    return IntStream.range(0, values.length)
        .filter(i -> !held.containsKey(i) && !model.parameters().get(i).allows(values[i]))
        .toArray();
  }
}
