package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.FitException;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.LeastSquares;
import io.plimsoll.stats.fit.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What the Universal Scalability Law says of a set of levels (Gunther 2007). σ and κ are at least
 * 0; where a bound holds one, {@link #notes()} says so. Immutable.
 */
public final class UslFit {
  private static final double CONFIDENCE = 0.95;

  private final Fit fit;

  private UslFit(Fit fit) {
    this.fit = fit;
  }

  /**
   * @throws FitException when the levels are too few to tell three parameters
   */
  public static UslFit of(Observations data) {
    return new UslFit(CurveChoice.fit(ScalingModel.USL, data));
  }

  static UslFit of(Fit fit) {
    return new UslFit(fit);
  }

  public Fit fit() {
    return fit;
  }

  /** λ: throughput of a load of 1. */
  public double lambda() {
    return fit.parameter(0);
  }

  /** σ: the share of work that only one can do at a time. */
  public double sigma() {
    return fit.parameter(1);
  }

  /** κ: what each pair of requests costs by having to agree. */
  public double kappa() {
    return fit.parameter(2);
  }

  /** N*: the load beyond which throughput falls; empty where the fit has none. */
  public OptionalDouble peakLoad() {
    return kappa() > 0 && sigma() < 1
        ? OptionalDouble.of(Math.sqrt((1 - sigma()) / kappa()))
        : OptionalDouble.empty();
  }

  /** Throughput at the peak. */
  public OptionalDouble peakThroughput() {
    OptionalDouble load = peakLoad();
    return load.isPresent()
        ? OptionalDouble.of(fit.predict(load.getAsDouble()))
        : OptionalDouble.empty();
  }

  /** λ/σ: what contention alone would allow. */
  public OptionalDouble contentionLimit() {
    return sigma() > 0 ? OptionalDouble.of(lambda() / sigma()) : OptionalDouble.empty();
  }

  /** 1/σ: where the lines of λN and of the contention limit meet. */
  public OptionalDouble optimalLoad() {
    return sigma() > 0 ? OptionalDouble.of(1 / sigma()) : OptionalDouble.empty();
  }

  /** X(N) / λN: what is left of perfect scaling. */
  public double efficiency(double load) {
    return fit.predict(load) / (lambda() * load);
  }

  /**
   * Where the peak is at 95 %; its upper end is infinite when the levels would also go with a curve
   * that never falls.
   */
  public Interval peakInterval() {
    double sigma = Math.min(sigma(), 1 - 1e-9);
    double[] start = {lambda(), sigma, kappa() / (1 - sigma)};
    Interval bend =
        LeastSquares.fit(new PeakModel(), fit.data(), List.of(start))
            .interval(PeakModel.BEND, CONFIDENCE);
    return new Interval(1 / Math.sqrt(bend.high()), 1 / Math.sqrt(bend.low()));
  }

  /** What the levels can't tell, in words; empty when they tell all. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (fit.atBound(1)) {
      notes.add("σ is held at 0: the levels alone would go with less than no contention");
    }
    if (fit.atBound(2)) {
      notes.add("κ is held at 0: no coherency cost shows, so the law sees no peak");
    }
    double widest = widest();
    Interval peak = peakInterval();
    if (Double.isInfinite(peak.high())) {
      notes.add(
          String.format(
              Locale.ROOT,
              "the peak can't be told from levels up to %.4g: it lies beyond %.4g or nowhere; add levels above",
              widest,
              peak.low()));
    }
    return notes;
  }

  private double widest() {
    double widest = 0;
    for (int i = 0; i < fit.data().size(); i++) {
      widest = Math.max(widest, fit.data().x(i));
    }
    return widest;
  }
}
