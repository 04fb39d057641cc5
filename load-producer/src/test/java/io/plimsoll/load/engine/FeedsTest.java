package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.load.scenario.Feeder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often each of a feeder's values is drawn. */
final class FeedsTest {
  private static final int DRAWS = 100_000;
  private static final long SEED = 20261130;

  /** Exceeded by chance once in a thousand, for so many categories less one. */
  private static final Map<Integer, Double> CHI_SQUARE = Map.of(3, 16.27, 4, 18.47);

  @Test
  void drawsCategoriesByTheirWeights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("often", 70d);
    weights.put("sometimes", 24d);
    weights.put("seldom", 5.5);
    weights.put("hardly ever", 0.5);

    Map<Object, Integer> drawn = count(new Feeder.Weighted("w", weights), "w");

    assertThat(drawn.keySet()).isEqualTo(weights.keySet());
    assertFits(drawn, weights);
  }

  @Test
  void drawsRowsAtRandomAndNeverMixesThem() {
    List<List<String>> rows =
        IntStream.range(0, 5).mapToObj(i -> List.of("name" + i, "id" + i)).toList();
    Feeder csv = new Feeder.Csv("who", List.of("name", "id"), rows, true);
    Feeds feeds = new Feeds(List.of(csv));
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Object, Integer> drawn = new HashMap<>();
    List<Object> order = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      Map<String, Object> values = new HashMap<>();
      feeds.draw("who.id", random, values);
      assertThat(rows)
          .contains(List.of((String) values.get("who.name"), (String) values.get("who.id")));
      drawn.merge(values.get("who.name"), 1, Integer::sum);
      order.add(values.get("who.name"));
    }

    Map<String, Double> alike = new HashMap<>();
    rows.forEach(row -> alike.put(row.get(0), 1d));
    assertFits(drawn, alike);
    // In turn no row would follow itself; at random every fifth does.
    long repeated =
        IntStream.range(1, DRAWS).filter(i -> order.get(i).equals(order.get(i - 1))).count();
    assertThat((double) repeated / DRAWS).isCloseTo(0.2, within(0.01));
  }

  @Test
  void drawsRowsInTurnOverAndOver() {
    List<List<String>> rows = List.of(List.of("ann"), List.of("bob"), List.of("eve"));
    Feeds feeds = new Feeds(List.of(new Feeder.Csv("who", List.of("name"), rows, false)));
    List<Object> order = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Map<String, Object> values = new HashMap<>();
      feeds.draw("who.name", new SplittableRandom(SEED), values);
      order.add(values.get("who.name"));
    }

    assertThat(order).containsExactly("ann", "bob", "eve", "ann", "bob", "eve", "ann");
  }

  private static Map<Object, Integer> count(Feeder feeder, String variable) {
    Feeds feeds = new Feeds(List.of(feeder));
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Object, Integer> drawn = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      Map<String, Object> values = new HashMap<>();
      feeds.draw(variable, random, values);
      drawn.merge(values.get(variable), 1, Integer::sum);
    }
    return drawn;
  }

  private static void assertFits(Map<Object, Integer> drawn, Map<String, Double> weights) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    double chiSquare =
        weights.entrySet().stream()
            .mapToDouble(
                each -> {
                  double expected = DRAWS * each.getValue() / sum;
                  double off = drawn.getOrDefault(each.getKey(), 0) - expected;
                  return off * off / expected;
                })
            .sum();
    assertThat(chiSquare)
        .as("seed %d, drawn %s", SEED, drawn)
        .isLessThan(CHI_SQUARE.get(weights.size() - 1));
  }
}
