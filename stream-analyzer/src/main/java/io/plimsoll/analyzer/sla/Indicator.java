package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.kpi.KpiRecords;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What an SLA rule measures: {@code service.p95}, {@code response.mean}, {@code error_rate}, {@code
 * throughput} and so on.
 */
final class Indicator {
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
  private final ToDoubleFunction<Measured> value;
  private final ToDoubleFunction<KpiAccumulator> samples;

  private Indicator(
      Unit unit, ToDoubleFunction<Measured> value, ToDoubleFunction<KpiAccumulator> samples) {
    this.unit = unit;
    this.value = value;
    this.samples = samples;
  }

  /** What is measured: the outcomes, and the time they took together. */
  record Measured(KpiAccumulator kpis, long spanMicros) {}

  /** The indicator of this name; empty when there is none. */
  static Optional<Indicator> of(String name) {
    return switch (name) {
      case "error_rate" ->
          Optional.of(
              new Indicator(
                  Unit.RATIO, on -> KpiRecords.errorRate(on.kpis()), KpiAccumulator::count));
      case "throughput" ->
          Optional.of(
              new Indicator(
                  Unit.PER_SECOND,
                  on -> KpiRecords.perSecond(on.kpis().count(), on.spanMicros()),
                  KpiAccumulator::count));
      default -> latency(name);
    };
  }

  private static Optional<Indicator> latency(String name) {
    int dot = name.indexOf('.');
    ToDoubleFunction<LatencySketch> statistic = STATISTICS.get(name.substring(dot + 1));
    if (dot < 0 || statistic == null) {
      return Optional.empty();
    }
    return switch (name.substring(0, dot)) {
      case "service" ->
          Optional.of(
              new Indicator(
                  Unit.MICROS,
                  on -> statistic.applyAsDouble(on.kpis().service()),
                  kpis -> kpis.service().count()));
      case "response" ->
          Optional.of(
              new Indicator(
                  Unit.MICROS,
                  on -> statistic.applyAsDouble(on.kpis().response()),
                  kpis -> kpis.response().count()));
      default -> Optional.empty();
    };
  }

  Unit unit() {
    return unit;
  }

  /** How many values it rests on. */
  long samples(KpiAccumulator kpis) {
    return (long) samples.applyAsDouble(kpis);
  }

  /** The value, in its unit; there must be a sample. */
  double value(Measured measured) {
    return value.applyAsDouble(measured);
  }

  /** In what an indicator is measured, and how it is told. */
  enum Unit {
    MICROS,
    RATIO,
    PER_SECOND;

    String text(double value) {
      return switch (this) {
        case MICROS -> String.format(Locale.ROOT, "%.1f ms", value / 1000);
        case RATIO -> String.format(Locale.ROOT, "%.3f %%", value * 100);
        case PER_SECOND -> String.format(Locale.ROOT, "%.2f/s", value);
      };
    }
  }
}
