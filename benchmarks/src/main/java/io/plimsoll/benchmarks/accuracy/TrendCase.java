package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.stats.trend.JointTrend;
import io.plimsoll.stats.trend.MannKendall;
import io.plimsoll.stats.trend.SenSlope;
import io.plimsoll.stats.trend.TrendTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** One reference case, by the names pyMannKendall gives its tests and results. */
final class TrendCase {
  private static final int YEAR = 12;

  private TrendCase() {}

  static Map<String, Double> run(JsonNode one, JsonNode data) {
    double[][] series = series(one.get("data").asText(), data);
    double[] x = series[0];
    int argument = argument(one.get("args").asText());
    return switch (one.get("test").asText()) {
      case "sens_slope" -> line(SenSlope.of(x));
      case "seasonal_sens_slope" -> line(SenSlope.seasonal(x, argument > 0 ? argument : YEAR));
      case "original_test" -> both(MannKendall.test(x), SenSlope.of(x));
      case "hamed_rao_modification_test" ->
          both(
              argument > 0 ? MannKendall.hamedRao(x, argument) : MannKendall.hamedRao(x),
              SenSlope.of(x));
      case "yue_wang_modification_test" ->
          both(
              argument > 0 ? MannKendall.yueWang(x, argument) : MannKendall.yueWang(x),
              SenSlope.of(x));
      case "pre_whitening_modification_test" -> both(MannKendall.preWhitened(x), SenSlope.of(x));
      case "trend_free_pre_whitening_modification_test" ->
          both(MannKendall.trendFreePreWhitened(x), SenSlope.of(x));
      case "seasonal_test" ->
          both(JointTrend.seasonal(x, argument), SenSlope.seasonal(x, argument));
      case "correlated_seasonal_test" ->
          both(JointTrend.correlatedSeasonal(x, argument), SenSlope.seasonal(x, argument));
      case "regional_test" -> both(JointTrend.independent(series), together(series));
      case "correlated_multivariate_test" -> both(JointTrend.correlated(series), together(series));
      case "partial_test" -> both(JointTrend.partial(x, series[1]), SenSlope.of(x));
      default -> Map.of();
    };
  }

  private static Map<String, Double> line(SenSlope line) {
    Map<String, Double> result = new LinkedHashMap<>();
    result.put("slope", line.slope());
    result.put("intercept", line.intercept());
    return result;
  }

  private static Map<String, Double> both(TrendTest test, SenSlope line) {
    Map<String, Double> result = line(line);
    result.put("sens_slope", line.slope());
    result.put("p", test.pValue());
    result.put("z", test.z());
    result.put("Tau", test.tau());
    result.put("s", test.score());
    result.put("var_s", test.variance());
    return result;
  }

  private static SenSlope together(double[][] series) {
    int places = series.length;
    double[] rows =
        IntStream.range(0, places * series[0].length)
            .mapToDouble(i -> series[i % places][i / places])
            .toArray();
    return SenSlope.seasonal(rows, places);
  }

  private static double[][] series(String name, JsonNode data) {
    if (name.startsWith("ones")) {
      double[] ones = new double[360];
      Arrays.fill(ones, 1);
      return new double[][] {ones};
    }
    if (name.contains("strictly increasing")) {
      return new double[][] {IntStream.range(0, 360).asDoubleStream().toArray()};
    }
    JsonNode rows = data.get(name);
    int columns = rows.get(0).isArray() ? rows.get(0).size() : 1;
    double[][] series = new double[columns][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < columns; c++) {
        JsonNode cell = rows.get(i).isArray() ? rows.get(i).get(c) : rows.get(i);
        series[c][i] = cell.isNumber() ? cell.doubleValue() : Double.NaN;
      }
    }
    return series;
  }

  private static int argument(String text) {
    int sign = text.indexOf('=');
    return sign < 0 ? 0 : Integer.parseInt(text.substring(sign + 1).strip());
  }
}
