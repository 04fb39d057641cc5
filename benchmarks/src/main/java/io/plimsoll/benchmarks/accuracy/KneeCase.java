package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.stats.scaling.Kneedle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.fitting.PolynomialCurveFitter;
import org.apache.commons.math3.fitting.WeightedObservedPoints;

/**
 * One curve with a known knee, in the words of kneed: online takes the last knee, a note names a
 * polynomial that smooths the points first.
 */
final class KneeCase {
  private static final Pattern DEGREE = Pattern.compile("polynomial degree (\\d+)");
  private static final double TOLERANCE = 1e-9;

  private KneeCase() {}

  static double run(JsonNode one) {
    Kneedle kneedle =
        new Kneedle(
            Kneedle.Curve.valueOf(one.get("curve").asText().toUpperCase(Locale.ROOT)),
            Kneedle.Direction.valueOf(one.get("direction").asText().toUpperCase(Locale.ROOT)),
            one.get("S").doubleValue());
    double[] x = numbers(one.get("x"));
    String note = one.path("note").asText();
    Matcher degree = DEGREE.matcher(note);
    double[] y = numbers(one.get("y"));
    List<Double> knees =
        kneedle.knees(x, degree.find() ? smooth(x, y, Integer.parseInt(degree.group(1))) : y);
    boolean online = one.path("online").asBoolean() || note.contains("online=True");
    return knees.isEmpty() ? Double.NaN : knees.get(online ? knees.size() - 1 : 0);
  }

  static boolean met(JsonNode one, double found) {
    double expected = one.get("expected_knee").doubleValue();
    double tolerance = Math.max(TOLERANCE, one.path("rel_tol").asDouble());
    return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected));
  }

  private static double[] smooth(double[] x, double[] y, int degree) {
    double middle = (x[0] + x[x.length - 1]) / 2;
    double half = (x[x.length - 1] - x[0]) / 2;
    WeightedObservedPoints points = new WeightedObservedPoints();
    for (int i = 0; i < x.length; i++) {
      points.add((x[i] - middle) / half, y[i]);
    }
    PolynomialFunction curve =
        new PolynomialFunction(PolynomialCurveFitter.create(degree).fit(points.toList()));
    double[] smooth = new double[x.length];
    Arrays.setAll(smooth, i -> curve.value((x[i] - middle) / half));
    return smooth;
  }

  private static double[] numbers(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }
}
