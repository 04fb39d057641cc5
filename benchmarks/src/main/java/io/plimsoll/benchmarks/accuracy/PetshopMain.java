package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.benchmarks.accuracy.PetshopTable.Column;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.cause.FaultOrigin;
import io.plimsoll.stats.cause.FaultOrigin.Sense;
import io.plimsoll.stats.cause.FaultOrigin.Service;
import io.plimsoll.stats.cause.FaultOrigin.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ranks the causes of PetShop's issues with {@link FaultOrigin}: {@code FIGURES --data DIR --out
 * OUT}. Ranks go to OUT/ranks.json, as the set's scorer reads them. Specificity is the share of
 * quiet stretches of the normal period, each held against the rest of it, of which nobody is
 * accused.
 */
public final class PetshopMain {
  private static final int STRETCH = 6; // as many windows as an issue has
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<String>> ranks = new TreeMap<>();
  private int issues;
  private int first;
  private int amongThree;
  private int stretches;
  private int quiet;

  private PetshopMain() {}

  private record Target(String service, String metric, String statistic) {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    Path inner = arguments.data().resolve("dataset");
    PetshopMain run = new PetshopMain();
    for (Path scenario : below(Files.isDirectory(inner) ? inner : arguments.data())) {
      if (Files.exists(scenario.resolve("noissue/metrics.csv"))) {
        run.scenario(scenario);
      } else {
        System.err.println(scenario + ": left out, it has no noissue/metrics.csv");
      }
    }
    Files.createDirectories(arguments.out());
    JSON.writeValue(arguments.out().resolve("ranks.json").toFile(), run.ranks);
    List<Figure> figures = run.figures();
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static List<Path> below(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(Files::isDirectory).sorted().toList();
    }
  }

  private void scenario(Path scenario) throws IOException {
    Map<String, List<String>> calls = PetshopTable.calls(scenario.resolve("graph.csv"));
    PetshopTable normal = PetshopTable.read(scenario.resolve("noissue/metrics.csv"));
    Set<Target> targets = new LinkedHashSet<>();
    for (Path part : below(scenario)) {
      for (Path issue : below(part)) {
        targets.add(issue(issue, normal, calls, scenario.getParent().relativize(issue)));
      }
    }
    for (Target target : targets) {
      for (int from = 0; from + STRETCH <= normal.rows(); from += STRETCH) {
        PetshopTable rest = normal.without(from, from + STRETCH);
        stretches++;
        quiet += rank(target, rest, normal.rows(from, from + STRETCH), calls).isEmpty() ? 1 : 0;
      }
    }
  }

  private Target issue(Path issue, PetshopTable normal, Map<String, List<String>> calls, Path name)
      throws IOException {
    JsonNode file = JSON.readTree(issue.resolve("target.json").toFile());
    JsonNode of = file.get("target");
    Target target =
        new Target(of.get("node").asText(), of.get("metric").asText(), of.get("agg").asText());
    List<String> ranked =
        rank(target, normal, PetshopTable.read(issue.resolve("metrics.csv")), calls).stream()
            .map(Suspect::service)
            .toList();
    ranks.put(name.toString().replace('\\', '/'), ranked);
    int place = ranked.indexOf(file.get("root_cause").get("node").asText());
    issues++;
    first += place == 0 ? 1 : 0;
    amongThree += place >= 0 && place < 3 ? 1 : 0;
    return target;
  }

  private static List<Suspect> rank(
      Target target, PetshopTable normal, PetshopTable seen, Map<String, List<String>> calls) {
    Sense sense = target.metric.equals("availability") ? Sense.AVAILABILITY : Sense.LATENCY;
    double per = sense == Sense.AVAILABILITY ? 100 : 1;
    Map<String, Service> services = new LinkedHashMap<>();
    for (Column column : seen.columns().keySet()) {
      if (column.metric().equals(target.metric) && column.statistic().equals(target.statistic)) {
        List<Double> observed = scaled(seen.columns().get(column), per);
        List<Double> requests = seen.of(column.service(), "requests", "Sum");
        List<Double> before =
            scaled(normal.of(column.service(), target.metric, target.statistic), per);
        services.put(column.service(), new Service(before, observed, filled(requests, observed)));
      }
    }
    return FaultOrigin.rank(target.service, sense, services, calls);
  }

  private static List<Double> scaled(List<Double> values, double per) {
    return values.stream().map(value -> value / per).toList();
  }

  private static List<Double> filled(List<Double> requests, List<Double> like) {
    List<Double> all = new ArrayList<>(requests);
    while (all.size() < like.size()) {
      all.add(Double.NaN);
    }
    return all;
  }

  private List<Figure> figures() {
    return List.of(
        figure("top-1", first, issues, 0.8),
        figure("top-3", amongThree, issues, 0.95),
        figure("specificity", quiet, stretches, 0.9));
  }

  private static Figure figure(String name, int of, int all, double goal) {
    double share = all == 0 ? 0 : (double) of / all;
    String text = String.format(Locale.ROOT, "%.3f (%d of %d)", share, of, all);
    return Figure.of(name, text, "≥ " + goal, share >= goal);
  }
}
