package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.LackOfFit;
import io.plimsoll.stats.scaling.CurveChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One curve that was tried.
 *
 * @param name of the law or curve
 * @param formula as people write it
 * @param chosen whether it is the one
 * @param why chosen or refused, in words
 * @param parameters with their intervals; only of the chosen one, else without
 * @param standardErrors where there are any
 * @param atBound parameters that a bound holds
 * @param rSquared share of the variance it explains; empty when it was not fitted
 * @param aicc Akaike's criterion, corrected; empty when levels are too few for it
 * @param lackOfFit chance of residuals like these when the curve is right
 * @param residuals of the chosen one, in the order of the levels, as shares of the value
 */
public record FittedCurve(
    String name,
    String formula,
    boolean chosen,
    String why,
    Map<String, Estimate> parameters,
    Map<String, Double> standardErrors,
    List<String> atBound,
    Optional<Double> rSquared,
    Optional<Double> aicc,
    Optional<Double> lackOfFit,
    List<Double> residuals) {
  private static final double CONFIDENCE = 0.95;

  public FittedCurve {
    parameters = Map.copyOf(parameters);
    standardErrors = Map.copyOf(standardErrors);
    atBound = List.copyOf(atBound);
    residuals = List.copyOf(residuals);
  }

  static List<FittedCurve> all(CurveChoice choice) {
    return choice.candidates().stream().map(FittedCurve::of).toList();
  }

  private static FittedCurve of(CurveChoice.Candidate one) {
    String name = one.curve().name();
    String formula = one.curve().formula();
    return one.fit()
        .map(fit -> of(name, formula, one, fit))
        .orElseGet(
            () ->
                new FittedCurve(
                    name,
                    formula,
                    false,
                    one.why(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
  }

  private static FittedCurve of(String name, String formula, CurveChoice.Candidate one, Fit fit) {
    Map<String, Estimate> parameters = new LinkedHashMap<>();
    Map<String, Double> errors = new LinkedHashMap<>();
    List<String> atBound = new ArrayList<>();
    for (int i = 0; i < fit.parameters().length; i++) {
      String parameter = one.curve().parameters().get(i).name();
      parameters.put(
          parameter,
          Estimate.of(
              fit.parameter(i),
              one.chosen() ? Optional.of(fit.interval(i, CONFIDENCE)) : Optional.empty()));
      fit.standardError(i).ifPresent(error -> finite(errors, parameter, error));
      if (fit.atBound(i)) {
        atBound.add(parameter);
      }
    }
    return new FittedCurve(
        name,
        formula,
        one.chosen(),
        one.why(),
        parameters,
        errors,
        atBound,
        Optional.of(fit.rSquared()),
        Optional.of(fit.aicc()).filter(Double::isFinite),
        one.chosen() ? Optional.of(LackOfFit.of(fit).pValue()) : Optional.empty(),
        one.chosen() ? Arrays.stream(fit.residuals()).boxed().toList() : List.of());
  }

  private static void finite(Map<String, Double> errors, String parameter, double error) {
    if (Double.isFinite(error)) {
      errors.put(parameter, error);
    }
  }
}
