package io.plimsoll.report.api;

import io.plimsoll.report.compare.BaselinesPage;
import io.plimsoll.report.compare.ComparisonPage;
import io.plimsoll.report.document.HistoryHtml;
import io.plimsoll.report.document.ScalingHtml;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.report.metrics.Exposition;
import io.plimsoll.report.page.Pages;
import io.plimsoll.report.query.KpiPage;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.ProfilesPage;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Reports.Format;
import io.plimsoll.report.query.ResourcePage;
import io.plimsoll.report.query.ResourceQuery;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.query.RunsPage;
import io.plimsoll.report.scaling.Profile;
import io.plimsoll.report.scaling.Profiles;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.text.Kpis;
import io.plimsoll.report.text.Resources;
import io.plimsoll.report.text.RunList;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Every path of the API; {@code openapi.yaml} describes the same ones. */
final class Routes {
  private static final String CSV = "text/csv; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String RUN = "/api/v1/runs/{id}";

  private final Reports reports;
  private final RunQueries queries;
  private final Supplier<Health> health;
  private final Supplier<MetricSnapshots> metrics;
  private final LiveStream live;

  Routes(
      Reports reports,
      RunQueries queries,
      Supplier<Health> health,
      Supplier<MetricSnapshots> metrics) {
    this.reports = reports;
    this.queries = queries;
    this.health = health;
    this.metrics = metrics;
    this.live = new LiveStream(queries);
  }

  List<Route> all() {
    return List.of(
        new Route.Answering("/health", true, request -> Reply.json(health.get())),
        new Route.Answering("/openapi.yaml", true, request -> openApi()),
        new Route.Answering("/metrics", false, this::metrics),
        new Route.Answering("/api/v1/runs", false, this::runs),
        new Route.Answering("/api/v1/profiles", false, this::profiles),
        new Route.Answering("/api/v1/profiles/{id}", false, this::scaling),
        new Route.Answering("/profiles/{id}", false, this::profilePage),
        new Route.Streaming("/api/v1/live", live::runs),
        new Route.Streaming("/api/v1/sla/live", live::limits),
        new Route.Answering(RUN, false, request -> Reply.json(reports.run(request.runId()))),
        new Route.Answering(RUN + "/summary", false, this::summary),
        new Route.Answering(RUN + "/kpis", false, this::kpis),
        new Route.Answering(RUN + "/resources", false, this::resources),
        new Route.Answering(RUN + "/comparison", false, this::comparison),
        new Route.Answering("/api/v1/baselines", false, this::baselines),
        new Route.Answering("/api/v1/history", false, this::history),
        new Route.Answering("/api/v1/histories", false, this::histories),
        new Route.Answering("/history", false, this::historyPage),
        new Route.Streaming(RUN + "/live", live::run),
        document("/report.json", "application/json", Format.JSON),
        document("/report.html", "text/html; charset=utf-8", Format.HTML),
        document("/report.md", "text/markdown; charset=utf-8", Format.MARKDOWN));
  }

  private static Reply openApi() {
    return Reply.text("application/yaml", Pages.text("openapi.yaml"));
  }

  private Reply metrics(ApiRequest request) {
    Exposition written = Exposition.of(metrics.get(), request.accept());
    return new Reply(200, written.contentType(), written.body(), Map.of());
  }

  private Reply runs(ApiRequest request) {
    request.allow(Set.of("format"));
    return request.csv()
        ? Reply.file(CSV, "runs.csv", RunList.csv(reports.runs()))
        : Reply.json(new RunsPage(reports.runs()));
  }

  private Reply profiles(ApiRequest request) {
    return Reply.json(new ProfilesPage(reports.profiles()));
  }

  private Reply scaling(ApiRequest request) {
    return Reply.json(analysed(request));
  }

  private Reply profilePage(ApiRequest request) {
    Scaling scaling = analysed(request);
    return Reply.file(HTML, scaling.profile().id() + ".html", ScalingHtml.write(scaling));
  }

  private Scaling analysed(ApiRequest request) {
    request.allow(Set.of("baseline"));
    Profile profile = Profiles.find(reports.profiles(), request.runId());
    return Profiles.analysed(reports, profile, request.parameter("baseline"));
  }

  private Reply summary(ApiRequest request) {
    return Reply.json(reports.summary(request.runId()));
  }

  private Reply comparison(ApiRequest request) {
    request.allow(Set.of("baseline", "also"));
    List<String> baseline = ids(request, "baseline");
    List<String> repeats = new ArrayList<>(ids(request, "also"));
    if (repeats.isEmpty() || baseline.isEmpty()) {
      return Reply.json(new ComparisonPage(reports.comparison(request.runId(), baseline)));
    }
    repeats.add(0, request.runId());
    return Reply.json(new ComparisonPage(Optional.of(reports.repeated(repeats, baseline))));
  }

  private static List<String> ids(ApiRequest request, String name) {
    return request.parameter(name).map(ids -> List.of(ids.split(",", -1))).orElse(List.of());
  }

  private Reply baselines(ApiRequest request) {
    request.allow(Set.of());
    return Reply.json(new BaselinesPage(reports.baselines()));
  }

  private Reply history(ApiRequest request) {
    return Reply.json(reports.history(historyQuery(request)));
  }

  private Reply histories(ApiRequest request) {
    request.allow(Set.of());
    return Reply.json(reports.histories());
  }

  private Reply historyPage(ApiRequest request) {
    if (request.parameter("scenario").isEmpty()) {
      request.allow(Set.of());
      return Reply.file(HTML, "history.html", HistoryHtml.list(reports.histories()));
    }
    History history = reports.history(historyQuery(request));
    return Reply.file(HTML, "history.html", HistoryHtml.of(history));
  }

  private static HistoryQuery historyQuery(ApiRequest request) {
    request.allow(Set.of("scenario", "branch", "environment", "operation"));
    String scenario =
        request
            .parameter("scenario")
            .orElseThrow(
                () ->
                    new ReportException(
                        ReportException.Code.BAD_QUERY, "scenario is missing: name one"));
    return new HistoryQuery(
        scenario,
        request.parameter("branch"),
        request.parameter("environment"),
        request.parameter("operation"));
  }

  private Reply kpis(ApiRequest request) {
    request.allow(Set.of("operation", "window", "from", "to", "format"));
    KpiPage page =
        reports.kpis(
            new KpiQuery(
                request.runId(), request.parameter("operation"), request.range(start(request))));
    return request.csv() ? Reply.file(CSV, "kpis.csv", Kpis.csv(page)) : Reply.json(page);
  }

  private Reply resources(ApiRequest request) {
    request.allow(Set.of("source", "metric", "window", "from", "to", "format"));
    ResourcePage page =
        reports.resources(
            new ResourceQuery(
                request.runId(),
                request.parameter("source"),
                request.parameter("metric"),
                request.range(start(request))));
    return request.csv() ? Reply.file(CSV, "resources.csv", Resources.csv(page)) : Reply.json(page);
  }

  private Instant start(ApiRequest request) {
    return queries.startOf(request.runId());
  }

  private Route document(String path, String contentType, Format format) {
    return new Route.Answering(
        RUN + path,
        false,
        request ->
            Reply.file(
                contentType,
                "report." + format.extension(),
                reports.document(request.runId(), format)));
  }
}
