package io.plimsoll.load.run;

import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.OperationCounts;
import io.plimsoll.load.scenario.Behaviour;
import io.plimsoll.load.scenario.Load;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Locale;
import java.util.Optional;

/**
 * How many requests a closed workload left out while its users waited for slow answers (coordinated
 * omission, after Tene). A user that usually sends every Z + R would have sent x / (Z + R) − 1 more
 * during an answer that took x. Pure.
 */
final class OmissionRisk {
  private static final int PLACES = 1000;
  private static final double WORTH_SAYING = 0.01;
  private static final double FEWEST = 100;

  private final boolean closed;
  private final double thinkMicros;

  private OmissionRisk(boolean closed, double thinkMicros) {
    this.closed = closed;
    this.thinkMicros = thinkMicros;
  }

  static OmissionRisk of(Scenario scenario) {
    double think =
        scenario.behaviours().stream()
            .map(Behaviour::thinkTime)
            .mapToDouble(time -> (double) time.mean().toNanos() / 1000)
            .average()
            .orElse(0);
    return new OmissionRisk(scenario.load() instanceof Load.Closed, think);
  }

  /** A sentence, when more than one request in a hundred was left out. */
  Optional<String> warning(EngineSnapshot snapshot) {
    LatencySketch all = new LatencySketch();
    snapshot.operations().stream().map(OperationCounts::response).forEach(all::merge);
    if (!closed || all.count() < FEWEST) {
      return Optional.empty();
    }
    double usual = thinkMicros + all.quantile(0.5);
    double omitted = 0;
    for (int place = 0; place < PLACES; place++) {
      double took = all.quantile((place + 0.5) / PLACES);
      omitted += took > 2 * usual ? took / usual - 1 : 0;
    }
    double share = omitted / PLACES;
    return share <= WORTH_SAYING
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "coordinated omission: while users waited for slow answers they left out about"
                    + " %.0f %% as many requests as they sent, so high percentiles look better than"
                    + " they are; arrivals would show them",
                Math.max(1, share * 100)));
  }
}
