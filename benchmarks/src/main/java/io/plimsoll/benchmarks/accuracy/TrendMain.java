package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the trend tests over reference cases and over simulated noise: {@code FIGURES --data DIR
 * --out OUT}. DIR/mann_kendall_cases.json holds series and expected results; OUT gets the same file
 * with each case's result beside what is expected.
 */
public final class TrendMain {
  private static final double TOLERANCE = 1e-9;

  private TrendMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    List<Figure> figures = new ArrayList<>();
    Path cases = arguments.data().resolve("mann_kendall_cases.json");
    if (Files.exists(cases)) {
      figures.addAll(references(cases, arguments.out().resolve("mann_kendall_cases.json")));
    }
    figures.addAll(TrendSimulation.figures());
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static List<Figure> references(Path file, Path out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(file.toFile());
    int met = 0;
    double worst = 0;
    ArrayNode cases = (ArrayNode) root.get("cases");
    for (JsonNode one : cases) {
      Map<String, Double> actual = TrendCase.run(one, root.get("data"));
      double error = error(one.get("expected"), actual);
      ((ObjectNode) one).set("actual", mapper.valueToTree(actual));
      ((ObjectNode) one).put("error", error);
      met += error <= TOLERANCE ? 1 : 0;
      worst = Math.max(worst, error);
    }
    root.remove("data");
    FigureTable.write(root, out);
    String shown = String.format(Locale.ROOT, "%.1e", worst);
    return List.of(
        Figure.of(
            "reference cases",
            met + " of " + cases.size() + ", worst error " + shown,
            "all to 1e-9",
            met == cases.size()));
  }

  /** The largest error, relative where the expected value is above 1. */
  private static double error(JsonNode expected, Map<String, Double> actual) {
    double worst = 0;
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      if (field.getValue().isNumber()) {
        double want = field.getValue().doubleValue();
        double got = actual.getOrDefault(field.getKey(), Double.NaN);
        double error = Math.abs(got - want) / Math.max(1, Math.abs(want));
        worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
      }
    }
    return worst;
  }
}
