package io.plimsoll.report.text;

import io.plimsoll.report.query.ResourcePage;
import io.plimsoll.report.query.ResourceRow;
import java.util.List;

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
                    "last")));
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
                  row.last())));
    }
    return out.toString();
  }
}
