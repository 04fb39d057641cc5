package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.compare.ShiftEffect;
import io.plimsoll.stats.compare.ShiftTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares stretches of performance histories, and simulated runs: {@code FIGURES --data DIR --out
 * OUT}. DIR/ab_pairs.json names pairs of index ranges in DIR/series; OUT/ab_pairs.json gets them
 * with what was found. One setting for all.
 */
public final class AbMain {
  private static final double LEVEL = 0.01;
  private static final double LEAST_SIZE = 1.2;

  private AbMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    List<Figure> figures = new ArrayList<>();
    Path pairs = arguments.data().resolve("ab_pairs.json");
    if (Files.exists(pairs)) {
      figures.addAll(pairs(pairs, arguments.out().resolve("ab_pairs.json")));
    }
    figures.addAll(AbSimulation.figures());
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static List<Figure> pairs(Path file, Path out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(file.toFile());
    int[] same = new int[2];
    int[] changed = new int[2];
    for (JsonNode pair : (ArrayNode) root.get("pairs")) {
      boolean found = judge((ObjectNode) pair, file.resolveSibling("series"));
      int[] counts = pair.path("label").asText().equals("changed") ? changed : same;
      counts[0] += found ? 1 : 0;
      counts[1]++;
    }
    FigureTable.write(root, out);
    return List.of(
        Figure.of("pairs: false alarms", share(same), "≤ 0.5 %", same[0] <= 0.005 * same[1]),
        Figure.of("pairs: power", share(changed), "≥ 95 %", changed[0] >= 0.95 * changed[1]));
  }

  /** A change is beyond chance, and large for the noise, and lies where the pair is parted. */
  private static boolean judge(ObjectNode pair, Path series) throws IOException {
    double[] values = MarkedSeries.read(series.resolve(pair.get("series").asText() + ".json"));
    double[] a = part(values, pair.get("a"));
    double[] b = part(values, pair.get("b"));
    ShiftTest test = ShiftTest.of(a, b);
    ShiftEffect effect = ShiftEffect.of(a, b);
    boolean found = test.pValue() < LEVEL && effect.attributable() >= LEAST_SIZE;
    pair.put("changed", found);
    pair.put("pValue", test.pValue());
    pair.put("effect", Math.min(effect.attributable(), Double.MAX_VALUE));
    return found;
  }

  private static double[] part(double[] values, JsonNode range) {
    return Arrays.copyOfRange(values, range.get(0).asInt(), range.get(1).asInt());
  }

  private static String share(int[] counts) {
    double percent = counts[1] == 0 ? 0 : 100.0 * counts[0] / counts[1];
    return String.format(Locale.ROOT, "%.2f %% (%d of %d)", percent, counts[0], counts[1]);
  }
}
