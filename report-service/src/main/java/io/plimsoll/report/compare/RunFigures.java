package io.plimsoll.report.compare;

import io.plimsoll.report.view.Cell;
import io.plimsoll.report.view.KpiCell;
import io.plimsoll.report.view.ResourceCell;
import io.plimsoll.report.view.ResourceName;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Width;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.stats.compare.Estimate;
import io.plimsoll.stats.compare.WindowedQuantile;
import io.plimsoll.stats.compare.WindowedRatio;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Every figure of a run that is compared, with its uncertainty, from its windows: those during
 * which the planned load stands still at its highest where there are enough of them, otherwise all
 * but the first and the last, which the run only partly fills.
 */
final class RunFigures {
  private static final int ENOUGH = 5;

  /** So many values must lie beyond a quantile, or it is an extreme that says little. */
  private static final double BEYOND = 10;

  private static final double MICROS_PER_MILLI = 1_000;
  private static final double MICROS_PER_SECOND = 1_000_000;
  private static final double MICROS_PER_HOUR = 3_600e6;

  private final RunView run;
  private final Map<FigureName, Estimate> figures = new TreeMap<>();

  private RunFigures(RunView run) {
    this.run = run;
  }

  /** By operation and metric; empty when the run has no windows any more. */
  static Map<FigureName, Estimate> of(RunView run) {
    RunFigures all = new RunFigures(run);
    Width width = all.width();
    for (String operation : run.operations()) {
      all.operation(
          operation, all.settled(run.kpis(operation, width, Long.MIN_VALUE, Long.MAX_VALUE)));
    }
    run.resourceNames().stream()
        .filter(name -> Metric.comparedOf(name.source(), name.metric()))
        .forEach(name -> all.resource(name, width));
    return all.figures;
  }

  /** The finest windows that are all still kept. */
  private Width width() {
    return Width.all().stream().filter(run::kpisAreWhole).findFirst().orElse(Width.MINUTE);
  }

  private <T extends Cell> List<T> settled(List<T> cells) {
    List<T> steady =
        cells.stream().filter(cell -> steady(cell.startMicros(), cell.endMicros())).toList();
    if (steady.size() >= ENOUGH) {
      return steady;
    }
    return cells.size() > ENOUGH ? cells.subList(1, cells.size() - 1) : cells;
  }

  private boolean steady(long from, long to) {
    RunRecord record = run.record().orElseThrow();
    double highest = highest(record);
    for (PhasePlan phase : record.getPlan()) {
      long begins = record.getStartedAtMicros() + phase.getStartMicros();
      boolean level = phase.getFromLevel() == highest && phase.getToLevel() == highest;
      if (level && from >= begins && to <= begins + phase.getDurationMicros()) {
        return true;
      }
    }
    return false;
  }

  /** The highest level that lasts; NaN, which equals nothing, where none does. */
  private static double highest(RunRecord record) {
    return record.getPlan().stream()
        .filter(phase -> phase.getFromLevel() == phase.getToLevel())
        .mapToDouble(PhasePlan::getToLevel)
        .max()
        .orElse(Double.NaN);
  }

  private void operation(String operation, List<KpiCell> cells) {
    if (cells.stream().mapToLong(KpiCell::count).sum() == 0) {
      return;
    }
    List<LatencySketch> sketches = new ArrayList<>();
    for (KpiCell cell : cells) {
      LatencySketch sketch = new LatencySketch();
      cell.mergeResponseInto(sketch);
      sketches.add(sketch);
    }
    if (sketches.stream().anyMatch(sketch -> !sketch.isEmpty())) {
      quantiles(operation, sketches);
      double[] sums =
          each(sketches, sketch -> sketch.isEmpty() ? 0 : sketch.mean() * sketch.count());
      double[] counts = each(sketches, LatencySketch::count);
      put(operation, Metric.MEAN, millis(WindowedRatio.of(sums, counts)));
    }
    double[] counts = each(cells, KpiCell::count);
    double[] perSecond = withGaps(cells);
    double[] ones = new double[perSecond.length];
    Arrays.fill(ones, 1);
    put(operation, Metric.THROUGHPUT, WindowedRatio.of(perSecond, ones));
    put(operation, Metric.ERROR_RATE, WindowedRatio.of(each(cells, KpiCell::errors), counts));
    put(
        operation,
        Metric.BYTES_RECEIVED,
        WindowedRatio.of(each(cells, KpiCell::bytesReceived), counts));
    put(operation, Metric.BYTES_SENT, WindowedRatio.of(each(cells, KpiCell::bytesSent), counts));
    cost(operation, cells, counts);
  }

  private void quantiles(String operation, List<LatencySketch> sketches) {
    long values = sketches.stream().mapToLong(LatencySketch::count).sum();
    for (Metric metric : Metric.quantiles()) {
      double q = metric.quantile();
      if (values * Math.min(q, 1 - q) >= BEYOND) {
        put(operation, metric.name(), millis(WindowedQuantile.of(sketches, q)));
      }
    }
  }

  /** By the price that a limit on the cost of this operation names. */
  private void cost(String operation, List<KpiCell> cells, double[] counts) {
    run.record().orElseThrow().getSla().stream()
        .filter(rule -> rule.getIndicator().equals(Metric.COST))
        .filter(rule -> rule.getOperation().equals(operation))
        .findFirst()
        .ifPresent(
            rule -> {
              double[] prices =
                  each(
                      cells,
                      cell ->
                          rule.getPricePerHour() * cell.width().micros() / MICROS_PER_HOUR
                              + rule.getPricePerRequest() * cell.count());
              put(operation, Metric.COST, WindowedRatio.of(prices, counts));
            });
  }

  /** Requests per second of each window; where nothing happened there is none, and it counts. */
  private static double[] withGaps(List<KpiCell> cells) {
    List<Double> rates = new ArrayList<>();
    long expected = cells.get(0).startMicros();
    for (KpiCell cell : cells) {
      for (; expected < cell.startMicros(); expected += cell.width().micros()) {
        rates.add(0.0);
      }
      rates.add(cell.count() * MICROS_PER_SECOND / cell.width().micros());
      expected = cell.endMicros();
    }
    return rates.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void resource(ResourceName name, Width width) {
    List<ResourceCell> all = run.resources(name, width, Long.MIN_VALUE, Long.MAX_VALUE);
    List<ResourceCell> cells = settled(all);
    if (cells.size() >= ENOUGH) {
      double[] sums = each(cells, cell -> cell.average() * cell.count());
      put(name.source(), name.metric(), WindowedRatio.of(sums, each(cells, ResourceCell::count)));
    }
  }

  private void put(String operation, String metric, Estimate estimate) {
    figures.put(new FigureName(operation, metric), estimate);
  }

  private static Estimate millis(Estimate micros) {
    return new Estimate(
        micros.value() / MICROS_PER_MILLI,
        micros.below() / MICROS_PER_MILLI,
        micros.above() / MICROS_PER_MILLI,
        1,
        0);
  }

  private static <T> double[] each(List<T> items, ToDoubleFunction<T> value) {
    return items.stream().mapToDouble(value).toArray();
  }
}
