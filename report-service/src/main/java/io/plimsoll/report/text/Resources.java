package io.plimsoll.report.text;

import io.plimsoll.report.query.ResourcePage;
import io.plimsoll.report.query.ResourceRow;
import java.util.List;
import java.util.Optional;

/** Resource windows as CSV. */
public final class Resources {
  private Resources() {}

  /** Every column, in each metric's own unit; times in UTC. */
  public static String csv(ResourcePage page) {
    StringBuilder out =
        new StringBuilder(
            Csv.line(
                List.of(
                    "source",
                    "metric",
                    "start",
                    "width_ms",
                    "count",
                    "average",
                    "minimum",
                    "maximum",
                    "last",
                    "p50",
                    "p90",
                    "p95",
                    "p99")));
    for (ResourceRow row : page.rows()) {
      out.append(
          Csv.line(
              List.of(
                  row.source(),
                  row.metric(),
                  row.start(),
                  row.widthMillis(),
                  row.count(),
                  row.average(),
                  row.minimum(),
                  row.maximum(),
                  row.last(),
                  orNothing(row.p50()),
                  orNothing(row.p90()),
                  orNothing(row.p95()),
                  orNothing(row.p99()))));
    }
    return out.toString();
  }

  private static Object orNothing(Optional<Double> value) {
    return value.map(Object.class::cast).orElse("");
  }
}
