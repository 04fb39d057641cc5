package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Stream;

/**
 * Fits the Universal Scalability Law to published and simulated systems, and checks knees and
 * queues: {@code FIGURES --data DIR --out OUT}. DIR holds usl_cases.json, kneedle_cases.json or
 * queue_cases.json, or any of them, and tables of loads and throughputs as *.csv; OUT gets the same
 * files with what was found beside what is expected. The simulation needs no data.
 */
public final class UslMain {
  private static final double QUEUE_TOLERANCE = 1e-9;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private UslMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    List<Figure> figures = new ArrayList<>();
    figures.addAll(published(arguments));
    figures.addAll(tables(arguments));
    figures.addAll(knees(arguments));
    figures.addAll(queues(arguments));
    figures.addAll(UslSimulation.figures());
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static List<Figure> published(AccuracyArguments arguments) throws IOException {
    List<Figure> figures = new ArrayList<>();
    JsonNode cases = cases(arguments, "usl_cases.json");
    for (JsonNode one : cases) {
      UslCase result = UslCase.run(one);
      ((ObjectNode) one).set("actual", MAPPER.valueToTree(result.found()));
      figures.addAll(result.figures());
    }
    write(cases, arguments, "usl_cases.json");
    return figures;
  }

  private static List<Figure> tables(AccuracyArguments arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(arguments.data())) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    List<Figure> figures = new ArrayList<>();
    for (Path file : files) {
      UslTable table = UslTable.read(file);
      figures.addAll(table.figures());
      FigureTable.write(table.found(), arguments.out().resolve(table.name() + ".json"));
    }
    return figures;
  }

  private static List<Figure> knees(AccuracyArguments arguments) throws IOException {
    JsonNode cases = cases(arguments, "kneedle_cases.json");
    int met = 0;
    List<String> missed = new ArrayList<>();
    for (JsonNode one : cases) {
      double found = KneeCase.run(one);
      ((ObjectNode) one).put("actual", found);
      boolean right = KneeCase.met(one, found);
      met += right ? 1 : 0;
      if (!right) {
        missed.add(one.get("name").asText());
      }
    }
    write(cases, arguments, "kneedle_cases.json");
    return cases.isEmpty()
        ? List.of()
        : List.of(
            Figure.of(
                "Kneedle cases" + (missed.isEmpty() ? "" : ", missed: " + missed),
                met + " of " + cases.size(),
                "all",
                met == cases.size()));
  }

  private static List<Figure> queues(AccuracyArguments arguments) throws IOException {
    JsonNode cases = cases(arguments, "queue_cases.json");
    double worst = 0;
    for (JsonNode one : cases) {
      Map<String, Double> found = QueueCase.run(one);
      ((ObjectNode) one).set("actual", MAPPER.valueToTree(found));
      for (Map.Entry<String, Double> value : found.entrySet()) {
        double expected = one.get(value.getKey()).doubleValue();
        double error = Math.abs(value.getValue() - expected) / Math.max(1, Math.abs(expected));
        worst = Math.max(worst, error);
      }
    }
    write(cases, arguments, "queue_cases.json");
    String shown = String.format(Locale.ROOT, "%d, worst error %.1e", cases.size(), worst);
    return cases.isEmpty()
        ? List.of()
        : List.of(Figure.of("queue cases", shown, "1e-9", worst <= QUEUE_TOLERANCE));
  }

  private static JsonNode cases(AccuracyArguments arguments, String name) throws IOException {
    Path file = arguments.data().resolve(name);
    return Files.exists(file) ? MAPPER.readTree(file.toFile()) : MAPPER.createArrayNode();
  }

  private static void write(JsonNode cases, AccuracyArguments arguments, String name)
      throws IOException {
    if (!cases.isEmpty()) {
      FigureTable.write(cases, arguments.out().resolve(name));
    }
  }
}
