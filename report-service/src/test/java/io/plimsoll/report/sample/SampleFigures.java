package io.plimsoll.report.sample;

import io.plimsoll.schemas.LatencyStats;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the analyzer makes of known outcomes: counts by kind, sketches, percentiles. */
final class SampleFigures {
  private SampleFigures() {}

  static Map<String, Long> kinds(List<SampleRun.Outcome> inside) {
    Map<String, Long> kinds = new TreeMap<>();
    inside.stream()
        .filter(each -> !each.kind().isEmpty())
        .forEach(each -> kinds.merge(each.kind(), 1L, Long::sum));
    return kinds;
  }

  static LatencySketch sketch(List<SampleRun.Outcome> inside, boolean service) {
    LatencySketch sketch = new LatencySketch();
    for (SampleRun.Outcome each : inside) {
      if (!sketch.add(service ? each.serviceMicros() : each.responseMicros())) {
        throw new IllegalStateException("outside the sketch's range: " + each);
      }
    }
    return sketch;
  }

  static LatencyStats stats(LatencySketch sketch) {
    if (sketch.isEmpty()) {
      return LatencyStats.newBuilder().build();
    }
    return LatencyStats.newBuilder()
        .setCount(sketch.count())
        .setMinMicros(sketch.min())
        .setMaxMicros(sketch.max())
        .setMeanMicros(sketch.mean())
        .setStdDevMicros(sketch.standardDeviation())
        .setP50Micros(sketch.quantile(0.5))
        .setP75Micros(sketch.quantile(0.75))
        .setP90Micros(sketch.quantile(0.9))
        .setP95Micros(sketch.quantile(0.95))
        .setP99Micros(sketch.quantile(0.99))
        .setP999Micros(sketch.quantile(0.999))
        .setP9999Micros(sketch.quantile(0.9999))
        .build();
  }
}
