package io.plimsoll.report.scaling;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What multiples of the scenario's load need. For one profile. */
final class Capacity {
  private static final List<Double> TIMES = List.of(1.0, 1.5, 2.0, 3.0, 5.0);

  private final Profile profile;
  private final ChosenCurve throughput;
  private final Optional<LoadPoint> optimal;
  private final List<LoadPoint> bounds;

  /**
   * @param optimal the load that one system takes
   * @param bounds loads up to which something holds
   */
  Capacity(
      Profile profile,
      ChosenCurve throughput,
      Optional<LoadPoint> optimal,
      List<LoadPoint> bounds) {
    this.profile = profile;
    this.throughput = throughput;
    this.optimal = optimal.filter(point -> point.load().value() > 0);
    this.bounds = List.copyOf(bounds);
  }

  List<Scaling.CapacityRow> rows() {
    Optional<Double> once =
        profile.levels().stream()
            .min(Comparator.comparingDouble(level -> Math.abs(level.factor() - 1)))
            .map(level -> level.offered() / level.factor());
    return once.map(load -> TIMES.stream().map(times -> row(times, times * load)).toList())
        .orElse(List.of());
  }

  private Scaling.CapacityRow row(double times, double load) {
    Optional<Estimate> systems = optimal.map(point -> systems(load, point.load()));
    List<String> exceeded =
        bounds.stream().filter(point -> point.load().value() < load).map(LoadPoint::name).toList();
    return new Scaling.CapacityRow(
        times,
        load,
        throughput
            .estimate(fit -> OptionalDouble.of(fit.predict(load)))
            .orElse(new Estimate(0, Optional.empty(), Optional.empty())),
        systems,
        exceeded,
        sentence(times, systems, exceeded));
  }

  private static Estimate systems(double load, Estimate each) {
    return new Estimate(
        whole(load / each.value()),
        each.high().map(most -> whole(load / most)),
        each.low().filter(least -> least > 0).map(least -> whole(load / least)));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static double whole(double systems) {
    return Math.max(1, Math.ceil(systems - 1e-9));
  }

  private static String sentence(double times, Optional<Estimate> systems, List<String> exceeded) {
    String load = "For " + plain(times) + " times today's load ";
    if (systems.isEmpty()) {
      return load + "no need can be told: no optimal load was found";
    }
    Estimate needed = systems.get();
    boolean one = needed.value() == 1;
    String range =
        Stream.of(needed.low(), needed.high()).flatMap(Optional::stream).distinct().count() == 2
            ? String.format(Locale.ROOT, " (%.0f to %.0f)", needed.low().get(), needed.high().get())
            : "";
    return load
        + String.format(
            Locale.ROOT, "you need %.0f system%s of this size", needed.value(), one ? "" : "s")
        + range
        + (exceeded.isEmpty() ? "" : "; one alone would pass " + String.join(", ", exceeded));
  }
}
