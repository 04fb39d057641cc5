package io.plimsoll.report.document;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryFinder;
import io.plimsoll.report.history.HistoryLister;
import io.plimsoll.report.history.HistoryOverview;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.report.query.KpiPage;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.ResourcePage;
import io.plimsoll.report.query.ResourceQuery;
import io.plimsoll.report.query.RunDetail;
import io.plimsoll.report.query.RunOverview;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.scaling.Profile;
import java.util.List;
import java.util.Optional;

/** Answers from the views of this process. Thread-safe. */
public final class LocalReports implements Reports {
  private final RunQueries queries;

  public LocalReports(RunQueries queries) {
    this.queries = queries;
  }

  @Override
  public List<RunOverview> runs() {
    return queries.runs();
  }

  @Override
  public RunDetail run(String runId) {
    return queries.detail(runId);
  }

  @Override
  public Totals summary(String runId) {
    return queries.summary(runId);
  }

  @Override
  public KpiPage kpis(KpiQuery query) {
    return queries.kpis(query);
  }

  @Override
  public ResourcePage resources(ResourceQuery query) {
    return queries.resources(query);
  }

  @Override
  public List<Profile> profiles() {
    return queries.profiles();
  }

  @Override
  public Optional<Comparison> comparison(String runId, List<String> baselineRunIds) {
    return queries.comparison(runId, baselineRunIds);
  }

  @Override
  public Comparison repeated(List<String> runIds, List<String> baselineRunIds) {
    return queries.repeated(runIds, baselineRunIds);
  }

  @Override
  public List<BaselineEntry> baselines() {
    return queries.baselines();
  }

  @Override
  public History history(HistoryQuery query) {
    return HistoryFinder.find(queries.views(), query);
  }

  @Override
  public HistoryOverview histories() {
    return HistoryLister.list(queries.views());
  }

  @Override
  public String document(String runId, Format format) {
    RunReport report = report(runId);
    return switch (format) {
      case HTML -> HtmlReport.write(report);
      case JSON -> JsonReport.write(report);
      case MARKDOWN -> MarkdownReport.write(report);
    };
  }

  /** Everything a report of this run says. */
  public RunReport report(String runId) {
    return new ReportBuilder(queries, queries.view(runId).id()).build();
  }
}
