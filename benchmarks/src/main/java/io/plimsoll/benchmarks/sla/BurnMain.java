package io.plimsoll.benchmarks.sla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.sla.BurnPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Burn-rate alerts on step cases with known answers: {@code --data DIR} has {@code
 * burnrate_cases.json}, {@code --out OUT} gets the same file with what the analyzer found in {@code
 * found} of each case.
 */
public final class BurnMain {
  private static final String FILE = "burnrate_cases.json";
  private static final double ROUNDING = 0.001; // the answers have three decimals

  private final List<BurnPair> pairs = new ArrayList<>();
  private final List<BurnCases.Step> steps = new ArrayList<>();
  private final List<Map<String, Object>> cases = new ArrayList<>();
  private int exact;
  private int wrong;
  private double worstIntervals;

  private BurnMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5 || !arguments[1].equals("--data") || !arguments[3].equals("--out")) {
      System.err.println("usage: benchmarks/run accuracy-burn --data DIR --out OUT");
      System.exit(2);
    }
    Path file = Path.of(arguments[2]).resolve(FILE);
    if (!Files.isRegularFile(file)) {
      System.err.println(file + ": there is no such file; --data is a directory that has it");
      System.exit(2);
    }
    new BurnMain().run(file, Path.of(arguments[4]), Path.of(arguments[0]));
  }

  private void run(Path file, Path out, Path figures) throws IOException {
    JsonNode data = new ObjectMapper().readTree(file.toFile());
    for (JsonNode alert : data.get("alerts")) {
      pairs.add(
          new BurnPair(
              alert.get("name").asText(),
              Duration.ofSeconds(alert.get("long_s").asLong()),
              Duration.ofSeconds(alert.get("short_s").asLong()),
              alert.get("burn_rate").asDouble()));
    }
    for (JsonNode each : data.get("step_cases")) {
      steps.add(new BurnCases.Step(each.get("slo").asDouble(), each.get("error_ratio").asDouble()));
    }
    Map<BurnPair, Map<BurnCases.Step, Optional<BurnCases.Alert>>> found = new LinkedHashMap<>();
    for (BurnPair pair : pairs) {
      found.put(pair, BurnCases.run(Files.createTempDirectory("burn"), pair, steps));
    }
    compare(data, found);
    Files.createDirectories(out);
    FigureTable.write(Map.of("step_cases", cases), out.resolve(FILE));
    List<Figure> table =
        List.of(
            Figure.of("step cases", String.valueOf(steps.size())),
            Figure.of("alerts judged", String.valueOf(exact + wrong)),
            Figure.of(
                "exact to one evaluation interval",
                exact + " of " + (exact + wrong),
                "all",
                wrong == 0),
            Figure.of(
                "largest distance",
                "%.2f intervals".formatted(worstIntervals),
                "≤ 1",
                worstIntervals <= 1));
    System.out.println(FigureTable.markdown(table));
    FigureTable.write(table, figures);
    if (wrong > 0) {
      System.exit(1);
    }
  }

  private void compare(
      JsonNode data, Map<BurnPair, Map<BurnCases.Step, Optional<BurnCases.Alert>>> found) {
    for (int i = 0; i < steps.size(); i++) {
      JsonNode expected = data.get("step_cases").get(i).path("expected");
      Map<String, Object> alerts = new TreeMap<>();
      for (BurnPair pair : pairs) {
        Optional<BurnCases.Alert> alert = found.get(pair).get(steps.get(i));
        alerts.put(pair.name(), alert.map(BurnMain::json).orElse(null));
        if (!expected.isMissingNode()) {
          judge(expected.path(pair.name()), alert, BurnCases.intervalSeconds(pair));
        }
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("slo", steps.get(i).objective());
      one.put("error_ratio", steps.get(i).errorRatio());
      one.put("found", alerts);
      cases.add(one);
    }
  }

  private static Map<String, Double> json(BurnCases.Alert alert) {
    return Map.of(
        "fires_after_s", alert.firesAfterSeconds(),
        "clears_after_end_s", alert.clearsAfterEndSeconds());
  }

  private void judge(JsonNode expected, Optional<BurnCases.Alert> alert, long interval) {
    boolean none = expected.isNull() || expected.isMissingNode();
    if (none || alert.isEmpty()) {
      count(none && alert.isEmpty());
      return;
    }
    double fires = alert.get().firesAfterSeconds() - expected.get("fires_after_s").asDouble();
    double clears =
        alert.get().clearsAfterEndSeconds() - expected.get("clears_after_end_s").asDouble();
    double worst = Math.max(Math.abs(fires), Math.abs(clears)) / interval;
    worstIntervals = Math.max(worstIntervals, worst);
    count(worst <= 1 + ROUNDING);
  }

  private void count(boolean right) {
    if (right) {
      exact++;
    } else {
      wrong++;
    }
  }
}
