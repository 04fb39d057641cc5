package io.plimsoll.report.query;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryOverview;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.report.scaling.Profile;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be asked about runs, of views in this process or of a service elsewhere.
 * Thread-safe. Every method throws {@link ReportException}.
 */
public interface Reports {
  /** All runs, newest first. */
  List<RunOverview> runs();

  /** One run. */
  RunDetail run(String runId);

  /** Its totals. */
  Totals summary(String runId);

  /** Its KPIs over time, or of the whole. */
  KpiPage kpis(KpiQuery query);

  /** Its resources over time, or of the whole. */
  ResourcePage resources(ResourceQuery query);

  /** Every scaling profile, newest first. */
  List<Profile> profiles();

  /**
   * A run that has ended beside other runs; when none is named what was found of the series that it
   * is a repeat of, or else beside its baseline; empty when it has none.
   */
  Optional<Comparison> comparison(String runId, List<String> baselineRunIds);

  /**
   * Repeats of a run beside repeats of another, neither list empty; as many on either side were
   * taken in turns, run i of both in turn i.
   */
  Comparison repeated(List<String> runIds, List<String> baselineRunIds);

  /** All baselines. */
  List<BaselineEntry> baselines();

  /** A scenario over its runs. */
  History history(HistoryQuery query);

  /** Every scenario that has runs, in short. */
  HistoryOverview histories();

  /** Its report, written out. */
  String document(String runId, Format format);

  /** How a report is written. */
  enum Format {
    HTML("html"),
    JSON("json"),
    MARKDOWN("md");

    private final String extension;

    Format(String extension) {
      this.extension = extension;
    }

    /** Ending of the file name, without the dot. */
    public String extension() {
      return extension;
    }
  }
}
