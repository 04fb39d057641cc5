package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.kpi.KpiRecords;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.stats.sketch.LatencySketch;
import io.plimsoll.stats.sla.BurnRate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a rule on outcomes measures: {@code service.p95}, {@code response.mean}, {@code error_rate},
 * {@code error_rate.TIMEOUT}, {@code throughput} and so on. Immutable.
 */
final class Indicator {
  private static final double MICROS_PER_HOUR = 3.6e9;

  private static final Map<String, ToDoubleFunction<LatencySketch>> STATISTICS =
      Map.of(
          "p50", sketch -> sketch.quantile(0.5),
          "p75", sketch -> sketch.quantile(0.75),
          "p90", sketch -> sketch.quantile(0.9),
          "p95", sketch -> sketch.quantile(0.95),
          "p99", sketch -> sketch.quantile(0.99),
          "p999", sketch -> sketch.quantile(0.999),
          "p9999", sketch -> sketch.quantile(0.9999),
          "mean", LatencySketch::mean,
          "max", LatencySketch::max);

  private final Unit unit;
  private final boolean needsTimes;
  private final ToDoubleFunction<Measured> value;
  private final ToLongFunction<Measured> samples;

  private Indicator(
      Unit unit,
      boolean needsTimes,
      ToDoubleFunction<Measured> value,
      ToLongFunction<Measured> samples) {
    this.unit = unit;
    this.needsTimes = needsTimes;
    this.value = value;
    this.samples = samples;
  }

  /**
   * What is measured: the outcomes, and the time they took together.
   *
   * @param kpis with the times, for indicators that need them; null otherwise
   */
  record Measured(Counts counts, KpiAccumulator kpis, long spanMicros) {
    static Measured of(KpiAccumulator kpis, long spanMicros) {
      return new Measured(Counts.in(kpis), kpis, spanMicros);
    }
  }

  /** The indicator of this rule; empty when there is none of its name. */
  static Optional<Indicator> of(SlaRule rule) {
    String name = rule.getIndicator();
    return switch (name) {
      case "error_rate" -> Optional.of(share(Counts::errors));
      case "unanswered_rate" -> Optional.of(share(Counts::unanswered));
      case "drop_rate" -> Optional.of(drops(rule.getOperation().equals("*")));
      case "burn_rate" -> Optional.of(burnRate(rule));
      case "throughput" ->
          Optional.of(
              counted(
                  Unit.PER_SECOND, on -> KpiRecords.perSecond(on.counts().all(), on.spanMicros())));
      case "cost_per_request" -> Optional.of(counted(Unit.PRICE, on -> cost(rule, on)));
      default -> name.startsWith("error_rate.") ? byKind(name) : latency(name);
    };
  }

  private static Indicator counted(Unit unit, ToDoubleFunction<Measured> value) {
    return new Indicator(unit, false, value, on -> on.counts().all());
  }

  private static Indicator share(ToLongFunction<Counts> part) {
    return counted(Unit.RATIO, on -> ratio(part.applyAsLong(on.counts()), on.counts().all()));
  }

  private static double ratio(long part, long all) {
    return all == 0 ? 0 : (double) part / (double) all;
  }

  /** The outcomes of the whole run have the dropped ones among them. */
  private static Indicator drops(boolean whole) {
    ToLongFunction<Measured> all = on -> on.counts().all() + (whole ? 0 : on.counts().dropped());
    return new Indicator(
        Unit.RATIO, false, on -> ratio(on.counts().dropped(), all.applyAsLong(on)), all);
  }

  private static Indicator burnRate(SlaRule rule) {
    double objective = rule.getObjective() == null ? 0 : rule.getObjective();
    return counted(
        Unit.TIMES_BUDGET,
        on -> BurnRate.of(on.counts().errors(), Math.max(1, on.counts().all()), objective));
  }

  private static double cost(SlaRule rule, Measured on) {
    double perHour = rule.getPricePerHour() * ((double) on.spanMicros() / MICROS_PER_HOUR);
    return rule.getPricePerRequest() + perHour / Math.max(1, on.counts().all());
  }

  private static Optional<Indicator> byKind(String name) {
    String wanted = name.substring("error_rate.".length());
    return Arrays.stream(OutcomeKind.values())
        .filter(kind -> kind.name().equals(wanted) && kind != OutcomeKind.SUCCESS)
        .findFirst()
        .map(kind -> share(counts -> counts.of(kind)));
  }

  private static Optional<Indicator> latency(String name) {
    int dot = name.indexOf('.');
    ToDoubleFunction<LatencySketch> statistic = STATISTICS.get(name.substring(dot + 1));
    if (dot < 0 || statistic == null) {
      return Optional.empty();
    }
    return switch (name.substring(0, dot)) {
      case "service" -> Optional.of(latency(KpiAccumulator::service, statistic));
      case "response" -> Optional.of(latency(KpiAccumulator::response, statistic));
      default -> Optional.empty();
    };
  }

  private static Indicator latency(
      java.util.function.Function<KpiAccumulator, LatencySketch> time,
      ToDoubleFunction<LatencySketch> statistic) {
    return new Indicator(
        Unit.MICROS,
        true,
        on -> statistic.applyAsDouble(time.apply(on.kpis())),
        on -> time.apply(on.kpis()).count());
  }

  Unit unit() {
    return unit;
  }

  /** Whether it needs the times of outcomes, not only their number. */
  boolean needsTimes() {
    return needsTimes;
  }

  /** How many values it rests on. */
  long samples(Measured measured) {
    return samples.applyAsLong(measured);
  }

  /** The value, in its unit; there must be a sample, but for a throughput. */
  double value(Measured measured) {
    return value.applyAsDouble(measured);
  }
}
