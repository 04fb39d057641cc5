package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.UslFit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published system fitted with the Universal Scalability Law.
 *
 * @param found by the names that the case uses
 * @param figures held against what is published, and against an independent least-squares fit
 */
record UslCase(Map<String, Object> found, List<Figure> figures) {
  private static final double EXACT = 1e-6;
  private static final double ERRORS = 0.01;
  private static final Pattern PERCENT = Pattern.compile("([\\d.]+) %");
  private static final List<String> PUBLISHED =
      List.of(
          "sigma",
          "kappa",
          "lambda_",
          "peak_n",
          "limit_x",
          "optimal_n",
          "x_peak",
          "n_max",
          "x_max");

  static UslCase run(JsonNode one) {
    JsonNode rows = one.get("data");
    double[] x = new double[rows.size()];
    double[] y = new double[rows.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = rows.get(i).get(0).doubleValue();
      y[i] = rows.get(i).get(1).doubleValue();
    }
    UslFit usl = UslFit.of(Observations.of(x, y));
    Map<String, Object> found = found(usl);
    return new UslCase(found, figures(one, found, usl));
  }

  private static Map<String, Object> found(UslFit usl) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("sigma", usl.sigma());
    found.put("kappa", usl.kappa());
    found.put("lambda_", usl.lambda());
    String[] errors = {"se_lambda", "se_sigma", "se_kappa"};
    for (int i = 0; i < errors.length; i++) {
      if (usl.fit().standardError(i).isPresent()) {
        found.put(errors[i], usl.fit().standardError(i).getAsDouble());
      }
    }
    found.put("rse", usl.fit().residualStandardDeviation());
    found.put("rss", usl.fit().residualSumOfSquares());
    usl.peakLoad().ifPresent(peak -> found.put("peak_n", peak));
    usl.peakLoad().ifPresent(peak -> found.put("n_max", Math.floor(peak)));
    usl.peakThroughput().ifPresent(peak -> found.put("x_peak", peak));
    usl.peakThroughput().ifPresent(peak -> found.put("x_max", peak));
    usl.contentionLimit().ifPresent(limit -> found.put("limit_x", limit));
    usl.optimalLoad().ifPresent(load -> found.put("optimal_n", load));
    found.put("peak_interval", interval(usl.peakInterval()));
    found.put("notes", usl.notes());
    return found;
  }

  private static List<String> interval(Interval interval) {
    return List.of(String.valueOf(interval.low()), String.valueOf(interval.high()));
  }

  private static List<Figure> figures(JsonNode one, Map<String, Object> found, UslFit usl) {
    List<Figure> figures = new ArrayList<>();
    String name = one.get("name").asText();
    JsonNode published = one.path("published");
    if (usl.fit().atBound(1) || usl.fit().atBound(2)) {
      figures.add(Figure.of(name + ": a parameter at its bound", String.join("; ", usl.notes())));
      return figures;
    }
    figures.add(exact(name, found, one.path("lsq_fit")));
    if (published.isObject()) {
      figures.add(printed(name, found, published, percent(one.path("tolerance").asText())));
    }
    if (published.has("se_sigma")) {
      figures.add(errors(name, found, published));
    }
    return figures;
  }

  private static Figure exact(String name, Map<String, Object> found, JsonNode expected) {
    double worst = worst(found, expected, List.of("sigma", "kappa", "lambda_", "peak_n"));
    return Figure.of(
        name + ": off from an independent least-squares fit by",
        String.format(Locale.ROOT, "%.1e", worst),
        "≤ 1e-6",
        worst <= EXACT);
  }

  private static Figure errors(String name, Map<String, Object> found, JsonNode published) {
    List<String> keys = List.of("se_sigma", "se_kappa", "se_lambda", "rse");
    double worst = worst(found, published, keys);
    return Figure.of(
        name + ": standard errors off from the published by",
        String.format(Locale.ROOT, "%.3f %%", 100 * worst),
        "≤ 1 %",
        worst <= ERRORS);
  }

  /** Published figures to every digit printed, or as near as their source claims to be. */
  private static Figure printed(
      String name, Map<String, Object> found, JsonNode published, OptionalDouble claimed) {
    int met = 0;
    List<String> missed = new ArrayList<>();
    for (String key : PUBLISHED) {
      if (published.path(key).isNumber() && found.get(key) instanceof Double value) {
        double want = published.get(key).doubleValue();
        double relative = Math.abs(value / want - 1);
        boolean right =
            claimed.isPresent() ? relative <= claimed.getAsDouble() : sameDigits(value, want);
        met += right ? 1 : 0;
        if (!right) {
          missed.add(String.format(Locale.ROOT, "%s %.7g for %.7g", key, value, want));
        }
      }
    }
    String within = claimed.isPresent() ? "the source's own tolerance" : "all printed digits";
    String shown = met + " of " + (met + missed.size());
    return Figure.of(
        name + ": published figures met to " + within,
        missed.isEmpty() ? shown : shown + " " + missed,
        "all",
        missed.isEmpty());
  }

  private static boolean sameDigits(double value, double printed) {
    BigDecimal want = BigDecimal.valueOf(printed).stripTrailingZeros();
    return BigDecimal.valueOf(value).setScale(want.scale(), RoundingMode.HALF_UP).compareTo(want)
        == 0;
  }

  private static OptionalDouble percent(String tolerance) {
    Matcher percent = PERCENT.matcher(tolerance);
    return percent.find()
        ? OptionalDouble.of(Double.parseDouble(percent.group(1)) / 100)
        : OptionalDouble.empty();
  }

  private static double worst(Map<String, Object> found, JsonNode expected, List<String> keys) {
    double worst = 0;
    for (String key : keys) {
      if (expected.path(key).isNumber() && found.get(key) instanceof Double value) {
        double want = expected.get(key).doubleValue();
        worst = Math.max(worst, Math.abs(value - want) / Math.abs(want));
      }
    }
    return worst;
  }
}
