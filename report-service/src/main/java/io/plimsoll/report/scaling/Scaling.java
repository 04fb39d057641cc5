package io.plimsoll.report.scaling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is said of a profile.
 *
 * @param profile what was measured
 * @param highest throughput that the chosen curve ever reaches; empty when it rises on
 * @param efficiency of each level: the curve's throughput per load beside that of perfect scaling
 * @param throughput curves tried for throughput over offered load
 * @param response curves tried for the p95 of response time over offered load
 * @param uses curves tried for the use of each resource over offered load
 * @param contention contention and coherency by the Universal Scalability Law over concurrency;
 *     empty when the levels can't tell them
 * @param points break point, peak, both knees, optimal load
 * @param limits load at which each limit is reached
 * @param resources load at which each resource is used up
 * @param capacity what multiples of the scenario's load need
 * @param baseline the same points of the baseline's profile; empty when there is none
 * @param notes what the levels can't tell, and what to doubt, in words
 */
public record Scaling(
    Profile profile,
    Optional<Estimate> highest,
    List<Estimate> efficiency,
    List<FittedCurve> throughput,
    List<FittedCurve> response,
    List<ResourceUse> uses,
    Optional<Contention> contention,
    List<LoadPoint> points,
    List<LoadPoint> limits,
    List<LoadPoint> resources,
    List<CapacityRow> capacity,
    Optional<ProfileComparison> baseline,
    List<String> notes) {

  public Scaling {
    efficiency = List.copyOf(efficiency);
    throughput = List.copyOf(throughput);
    response = List.copyOf(response);
    uses = List.copyOf(uses);
    points = List.copyOf(points);
    limits = List.copyOf(limits);
    resources = List.copyOf(resources);
    capacity = List.copyOf(capacity);
    notes = List.copyOf(notes);
  }

  /**
   * The Universal Scalability Law in one sentence.
   *
   * @param lambda throughput of one request at a time
   * @param sigma contention
   * @param kappa coherency
   * @param peakConcurrency where throughput begins to fall; empty when it never does
   */
  public record Contention(
      Estimate lambda,
      Estimate sigma,
      Estimate kappa,
      Optional<Estimate> peakConcurrency,
      String sentence) {}

  /**
   * What a multiple of the scenario's load needs.
   *
   * @param times of the scenario's load
   * @param load offered
   * @param throughputPerSecond that one system of this size would give
   * @param systems how many of this size are needed when load splits evenly and they share nothing;
   *     empty when no optimal load is known
   * @param exceeded limits, resources and points that one system alone would pass
   * @param sentence the same for people
   */
  public record CapacityRow(
      double times,
      double load,
      Estimate throughputPerSecond,
      Optional<Estimate> systems,
      List<String> exceeded,
      String sentence) {
    public CapacityRow {
      exceeded = List.copyOf(exceeded);
    }
  }

  /** A point by its name. */
  public Optional<LoadPoint> point(String name) {
    return points.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Points, limits and resources, in this order. */
  public List<LoadPoint> allPoints() {
    return Stream.of(points, limits, resources).flatMap(List::stream).toList();
  }

  /** The same beside the baseline's profile. */
  Scaling beside(Scaling other) {
    return new Scaling(
        profile,
        highest,
        efficiency,
        throughput,
        response,
        uses,
        contention,
        points,
        limits,
        resources,
        capacity,
        Optional.of(ProfileComparison.of(other, this)),
        notes);
  }
}
