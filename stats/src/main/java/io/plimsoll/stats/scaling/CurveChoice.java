package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.FitException;
import io.plimsoll.stats.fit.LeastSquares;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.fit.Starts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All models fitted to the same levels, and the one that explains them best for its number of
 * parameters (Burnham and Anderson 2002: AICc, where a difference of 2 is no evidence). Among those
 * that are as good, the law that says why goes before the curve that only fits.
 */
public final class CurveChoice {
  private static final int STARTS_AROUND = 6;

  /** A difference in AICc that says nothing. */
  public static final double NO_EVIDENCE = 2;

  private final List<Candidate> candidates;

  private CurveChoice(List<Candidate> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /**
   * One model and what became of it.
   *
   * @param curve which
   * @param fit absent when the data can't tell its parameters
   * @param chosen whether it is the one
   * @param why chosen or refused, in words
   */
  public record Candidate(Curve curve, Optional<Fit> fit, boolean chosen, String why) {}

  /** Fits one model. */
  public static Fit fit(Curve curve, Observations data) {
    return LeastSquares.fit(curve, data, Starts.around(curve.guess(data), STARTS_AROUND));
  }

  /** Throughput over load. */
  public static CurveChoice ofThroughput(Observations data) {
    return of(List.of(ScalingModel.values()), data);
  }

  /** Response times over load. */
  public static CurveChoice ofResponse(Observations data) {
    return of(List.of(ResponseModel.values()), data);
  }

  /** Use of a resource over load. */
  public static CurveChoice ofUse(Observations data) {
    return of(List.of(UseModel.values()), data);
  }

  /** Fits all of them and chooses; among laws that are as good, the first. */
  public static CurveChoice of(List<? extends Curve> curves, Observations data) {
    List<Candidate> tried = new ArrayList<>();
    for (Curve curve : curves) {
      tried.add(tried(curve, data));
    }
    Optional<Candidate> chosen = choose(tried);
    return new CurveChoice(tried.stream().map(one -> judged(one, chosen)).toList());
  }

  private static Candidate tried(Curve curve, Observations data) {
    try {
      Fit fit = fit(curve, data);
      return new Candidate(curve, Optional.of(fit), false, "");
    } catch (FitException e) {
      return new Candidate(curve, Optional.empty(), false, e.getMessage());
    }
  }

  private static Optional<Candidate> choose(List<Candidate> tried) {
    List<Candidate> usable = tried.stream().filter(c -> Double.isFinite(aicc(c))).toList();
    double least = usable.stream().mapToDouble(CurveChoice::aicc).min().orElse(0);
    return usable.stream()
        .filter(c -> aicc(c) <= least + NO_EVIDENCE)
        .min(
            Comparator.comparing((Candidate c) -> !c.curve().law())
                .thenComparing(c -> c.curve().law() ? 0 : aicc(c)));
  }

  private static double aicc(Candidate candidate) {
    return candidate.fit().map(Fit::aicc).orElse(Double.POSITIVE_INFINITY);
  }

  private static Candidate judged(Candidate one, Optional<Candidate> chosen) {
    if (one.fit().isEmpty()) {
      return one;
    }
    boolean it = chosen.isPresent() && chosen.get().curve() == one.curve();
    return new Candidate(one.curve(), one.fit(), it, it ? "chosen" : refusal(one, chosen));
  }

  private static String refusal(Candidate one, Optional<Candidate> chosen) {
    if (!Double.isFinite(aicc(one)) || chosen.isEmpty()) {
      return "too few levels to judge it: at least "
          + (one.curve().parameters().size() + 3)
          + " are needed";
    }
    double worse = aicc(one) - aicc(chosen.get());
    String name = chosen.get().curve().name();
    return worse > NO_EVIDENCE
        ? String.format(Locale.ROOT, "AICc %.1f above that of %s", worse, name)
        : String.format(
            Locale.ROOT,
            "no better than %s (AICc %+.1f), which says more or needs less",
            name,
            worse);
  }

  /** In the order in which they were given. */
  public List<Candidate> candidates() {
    return candidates;
  }

  public Candidate of(Curve curve) {
    return candidates.stream().filter(c -> c.curve() == curve).findFirst().orElseThrow();
  }

  /** Absent when the data can't tell the parameters of any. */
  public Optional<Candidate> chosen() {
    return candidates.stream().filter(Candidate::chosen).findFirst();
  }
}
