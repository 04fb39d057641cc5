package io.plimsoll.load.run;

import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.OperationCounts;
import io.plimsoll.load.run.LiveSnapshot.OperationLine;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.List;

/** Turns the engine's counts into lines of the table. Pure. */
final class LiveView {
  private static final double[] QUANTILES = {0.5, 0.95, 0.99};

  private LiveView() {}

  static List<OperationLine> lines(List<String> names, EngineSnapshot snapshot, double seconds) {
    List<OperationLine> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      OperationCounts counts = snapshot.operations().get(i);
      lines.add(
          line(names.get(i), counts, rate(counts, snapshot.ratesPerSecond().get(i), seconds)));
    }
    return lines;
  }

  static OperationLine total(EngineSnapshot snapshot, double seconds) {
    LatencySketch all = new LatencySketch();
    long requests = 0;
    long fails = 0;
    long unanswered = 0;
    for (OperationCounts counts : snapshot.operations()) {
      all.merge(counts.response());
      requests += counts.requests();
      fails += counts.fails();
      unanswered += counts.unanswered();
    }
    double rate = snapshot.ratesPerSecond().stream().mapToDouble(Double::doubleValue).sum();
    OperationCounts counts = new OperationCounts(requests, fails, unanswered, all);
    return line("Total", counts, rate(counts, rate, seconds));
  }

  /** Over the whole run when its length is given; otherwise of the last second. */
  private static double rate(OperationCounts counts, double lastSecond, double seconds) {
    return seconds > 0 ? (double) counts.requests() / seconds : lastSecond;
  }

  private static OperationLine line(String name, OperationCounts counts, double rate) {
    LatencySketch response = counts.response();
    if (response.isEmpty()) {
      return new OperationLine(name, counts.requests(), counts.fails(), 0, 0, 0, 0, 0, 0, rate);
    }
    double[] micros = new double[QUANTILES.length];
    response.quantiles(QUANTILES, micros);
    return new OperationLine(
        name,
        counts.requests(),
        counts.fails(),
        response.mean() / 1000,
        (double) response.min() / 1000,
        (double) response.max() / 1000,
        micros[0] / 1000,
        micros[1] / 1000,
        micros[2] / 1000,
        rate);
  }
}
