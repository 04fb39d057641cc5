package io.plimsoll.stats.cause;

import io.plimsoll.stats.cause.Pressure.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks what may hold a run back by how resources behaved while it suffered: saturation (Gregg's
 * USE method), waits that became more than chance explains, and the rank correlation that is left
 * when the load is taken out. A cause that makes others look guilty comes before them when there is
 * as much as half of the evidence for it: who waits for a slow database holds connections, too.
 */
public final class Bottlenecks {
  /** Evidence below this is none. */
  public static final double LEAST = 0.3;

  private static final double AS_MUCH = 0.5;
  private static final String GENERATOR = "load-generator";

  /** Who takes the processor from all, takes it from a generator on the same machine, too. */
  private static final Set<String> DELAYS_GENERATOR = Set.of("cpu", "memory");

  /** What each cause brings about. */
  private static final Map<String, Set<String>> BRINGS_ABOUT =
      Map.of(
          "load-generator", Set.of("cpu", "network"),
          "memory", Set.of("cpu", "lock", "pool", "queue", "database", "downstream", "network"),
          "cpu", Set.of("lock", "pool", "queue", "database", "downstream", "network"),
          "disk", Set.of("pool", "queue", "database", "lock", "network"),
          "database", Set.of("pool", "queue", "network"),
          "downstream", Set.of("pool", "queue", "network"),
          "lock", Set.of("pool", "queue", "network"));

  private Bottlenecks() {}

  /** A cause, the series that speaks most for it, and what it says. */
  public record Ranked(String cause, String series, boolean use, Evidence evidence) {}

  /**
   * The causes there is evidence for, the likeliest first; empty when there is none.
   *
   * @param suffering how bad each window was, 0 for those that were as usual, NaN for those that
   *     are left out
   * @param load of each window
   * @param pressures with as many values each
   */
  public static List<Ranked> rank(double[] suffering, double[] load, List<Pressure> pressures) {
    Map<String, Ranked> best = new LinkedHashMap<>();
    for (Pressure each : pressures) {
      Evidence evidence = each.evidence(suffering, load);
      Ranked ranked = new Ranked(each.cause(), each.name(), each.use(), evidence);
      best.merge(
          each.cause(),
          ranked,
          (one, other) -> other.evidence().score() > one.evidence().score() ? other : one);
    }
    List<Ranked> left = new ArrayList<>(best.values());
    left.removeIf(each -> each.evidence().score() < LEAST);
    left.sort(Comparator.comparingDouble((Ranked each) -> each.evidence().score()).reversed());
    List<Ranked> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      ordered.add(left.remove(origin(left)));
    }
    return ordered;
  }

  private static int origin(List<Ranked> left) {
    int chosen = 0;
    for (int i = 1; i < left.size(); i++) {
      boolean enough =
          left.get(i).evidence().score() >= AS_MUCH * left.get(chosen).evidence().score();
      chosen = enough && bringsAbout(left.get(i), left.get(chosen)) ? i : chosen;
    }
    return chosen;
  }

  /** A generator that waits without being at its own limit is delayed by others. */
  private static boolean bringsAbout(Ranked one, Ranked other) {
    if (one.cause().equals(GENERATOR) && !one.use()) {
      return !DELAYS_GENERATOR.contains(other.cause()) && among(one, other);
    }
    boolean delayed = other.cause().equals(GENERATOR) && !other.use();
    return (delayed && DELAYS_GENERATOR.contains(one.cause())) || among(one, other);
  }

  private static boolean among(Ranked one, Ranked other) {
    return BRINGS_ABOUT.getOrDefault(one.cause(), Set.of()).contains(other.cause());
  }
}
