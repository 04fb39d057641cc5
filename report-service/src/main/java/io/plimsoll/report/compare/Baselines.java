package io.plimsoll.report.compare;

import io.plimsoll.report.query.Times;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.OperationSummary;
import java.time.Instant;
import java.util.List;

/** Makes the records of baselines. */
public final class Baselines {
  private Baselines() {}

  /** Runs taken together. */
  public static Baseline of(BaselineKey key, List<String> runIds, String setBy, Instant at) {
    return baseline(key, List.copyOf(runIds), setBy, at, List.of());
  }

  /** Figures from elsewhere. */
  public static Baseline imported(BaselineKey key, List<OperationSummary> figures, Instant at) {
    return baseline(key, List.of(), "import", at, figures);
  }

  private static Baseline baseline(
      BaselineKey key, List<String> runIds, String setBy, Instant at, List<OperationSummary> all) {
    return Baseline.newBuilder()
        .setScenario(key.scenario())
        .setBranch(key.branch())
        .setEnvironment(key.environment())
        .setRunIds(runIds)
        .setSetAtMicros(Times.micros(at))
        .setSetBy(setBy)
        .setOperations(all)
        .build();
  }
}
