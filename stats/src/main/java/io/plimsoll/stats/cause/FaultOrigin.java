package io.plimsoll.stats.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where among services that call each other a fault begins, by what is conserved: time that is lost
 * and requests that fail are lost once, at their origin, and are seen again by every caller. So the
 * excess of a service over its normal period, per request, times its requests, less the excess of
 * the services it calls, is its own share; the origin has the largest. Each caller sees only its
 * own part of the origin's calls, so the origin is told from what merely shows it.
 *
 * <p>Nobody is accused unless the symptom shows at all and a service was far out in two windows,
 * measured against the median and the median absolute deviation of the normal period. Pure.
 */
public final class FaultOrigin {
  private static final double SYMPTOM = 2.5;
  private static final double CAUSE = 8;
  private static final double SHOWS = 1;
  private static final int FEWEST = 3;
  private static final double TO_DEVIATION_FROM_MEDIAN = 1.4826;
  private static final double TO_DEVIATION_FROM_MEAN = 1.2533;

  private FaultOrigin() {}

  /** Which way is worse, and from what on a difference can matter. */
  public enum Sense {
    /** More is worse; smallest scale is 2 % of the usual. */
    LATENCY,
    /** Less is worse, as a share from 0 to 1; smallest scale is 0.1 %. */
    AVAILABILITY
  }

  /**
   * What was measured of a service, window by window; NaN where nothing was.
   *
   * @param normal in the normal period
   * @param observed in the windows in question
   * @param requests in these windows
   */
  public record Service(List<Double> normal, List<Double> observed, List<Double> requests) {
    public Service {
      normal = List.copyOf(normal);
      observed = List.copyOf(observed);
      requests = List.copyOf(requests);
      if (observed.size() != requests.size()) {
        throw new IllegalArgumentException(
            observed.size() + " windows observed and " + requests.size() + " counted");
      }
    }
  }

  /**
   * A service in question.
   *
   * @param own excess that the services it calls don't explain: seconds lost, or requests failed
   * @param excess all of it
   * @param deviations robust standard deviations from normal, in the second worst window
   */
  public record Suspect(String service, double own, double excess, double deviations) {}

  /**
   * The suspects, the worst first; empty when there is nothing to explain.
   *
   * @param symptom the service that suffers
   * @param services by name, all with the same windows
   * @param calls the services that each one calls
   */
  public static List<Suspect> rank(
      String symptom, Sense sense, Map<String, Service> services, Map<String, List<String>> calls) {
    Map<String, Measured> measured = new LinkedHashMap<>();
    services.forEach((name, each) -> measured.put(name, Measured.of(each, sense)));
    Measured target = measured.get(symptom);
    if (target == null || target.worst(0) < SYMPTOM) {
      return List.of();
    }
    Map<String, Double> excess = new LinkedHashMap<>();
    measured.forEach((name, each) -> excess.put(name, each.excess(target)));
    List<Suspect> suspects = new ArrayList<>();
    for (String name : reachable(symptom, calls)) {
      Measured each = measured.get(name);
      if (each != null && each.worst(1) >= CAUSE) {
        double own = excess.get(name) - called(name, calls, excess);
        suspects.add(new Suspect(name, own, excess.get(name), each.worst(1)));
      }
    }
    suspects.sort(Comparator.comparingDouble(Suspect::own).reversed());
    return suspects.stream().filter(each -> each.own() > 0).toList();
  }

  private static double called(
      String name, Map<String, List<String>> calls, Map<String, Double> excess) {
    return calls.getOrDefault(name, List.of()).stream()
        .mapToDouble(each -> Math.max(0, excess.getOrDefault(each, 0.0)))
        .sum();
  }

  private static Set<String> reachable(String from, Map<String, List<String>> calls) {
    Set<String> seen = new HashSet<>();
    List<String> left = new ArrayList<>(List.of(from));
    List<String> inOrder = new ArrayList<>();
    while (!left.isEmpty()) {
      String next = left.remove(left.size() - 1);
      if (seen.add(next)) {
        inOrder.add(next);
        left.addAll(calls.getOrDefault(next, List.of()));
      }
    }
    return new LinkedHashSet<>(inOrder);
  }

  /**
   * How far out each window is.
   *
   * @param worse by how much, in the unit of the values, positive when it is worse
   * @param deviations the same in robust standard deviations
   */
  private record Measured(List<Double> worse, List<Double> deviations, List<Double> requests) {

    static Measured of(Service service, Sense sense) {
      double[] normal =
          service.normal.stream().mapToDouble(x -> x).filter(x -> !Double.isNaN(x)).toArray();
      List<Double> worse = new ArrayList<>();
      List<Double> deviations = new ArrayList<>();
      double median = normal.length < FEWEST ? Double.NaN : median(normal);
      double scale = normal.length < FEWEST ? 1 : scale(normal, median, sense);
      for (double value : service.observed) {
        double more = sense == Sense.LATENCY ? value - median : median - value;
        worse.add(Double.isNaN(more) ? 0 : more);
        deviations.add(Double.isNaN(more) ? 0 : more / scale);
      }
      return new Measured(worse, deviations, service.requests);
    }

    private static double scale(double[] normal, double median, Sense sense) {
      double[] distances = Arrays.stream(normal).map(x -> Math.abs(x - median)).toArray();
      double mad = median(distances);
      double spread =
          mad > 0
              ? TO_DEVIATION_FROM_MEDIAN * mad
              : TO_DEVIATION_FROM_MEAN * Arrays.stream(distances).average().orElse(0);
      double grain = sense == Sense.LATENCY ? 0.02 * Math.abs(median) : 0.001;
      return Math.max(spread, grain);
    }

    /** The deviations of the worst window but so many. */
    double worst(int but) {
      return deviations.stream()
          .sorted(Comparator.reverseOrder())
          .skip(but)
          .findFirst()
          .orElse(Double.NEGATIVE_INFINITY);
    }

    /** Over the windows in which the symptom shows. */
    double excess(Measured target) {
      double sum = 0;
      for (int i = 0; i < worse.size(); i++) {
        double count = requests.get(i);
        if (target.deviations.get(i) >= SHOWS && !Double.isNaN(count)) {
          sum += worse.get(i) * count;
        }
      }
      return sum;
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
  }
}
