package io.plimsoll.report.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.report.client.ReportClient;
import io.plimsoll.report.document.LocalReports;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.ResourceQuery;
import io.plimsoll.report.sample.RunningApi;
import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.sample.Schemas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpApiTest {
  private static final long START = 1_795_272_300L;
  private static final String RUN = "/api/v1/runs/20261121-144500-k3f9";

  private final RunningApi api = new RunningApi(Optional.empty());
  private final SampleRun sample =
      new SampleRun("20261121-144500-k3f9", START, 65, SampleRun.OPERATIONS, 5)
          .sendAll(api.views());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void openApiAndRoutesNameTheSamePaths() {
    Set<String> described = new TreeSet<>();
    Schemas.openApi().get("paths").fieldNames().forEachRemaining(described::add);
    Set<String> routes =
        new Routes(new LocalReports(api.queries()), api.queries(), () -> null, () -> null)
            .all().stream().map(Route::path).collect(Collectors.toCollection(TreeSet::new));

    assertThat(routes).isEqualTo(described);
  }

  @Test
  void everyJsonAnswerIsAsItsSchemaSays() {
    Map<String, String> components =
        Map.of(
            "/health",
            "Health",
            "/api/v1/runs",
            "RunsPage",
            RUN,
            "RunDetail",
            RUN + "/summary",
            "Totals",
            RUN + "/kpis?window=5s",
            "KpiPage",
            RUN + "/kpis?window=run",
            "KpiPage",
            RUN + "/resources?window=10s&metric=users_active",
            "ResourcePage");
    components.forEach(
        (path, component) -> {
          HttpResponse<String> answer = api.get(path);
          assertThat(answer.statusCode()).as(path).isEqualTo(200);
          assertThat(Schemas.problems(component, answer.body())).as(path).isEmpty();
        });
    assertThat(Schemas.reportProblems(api.get(RUN + "/report.json").body())).isEmpty();
  }

  @Test
  void kpisComeByOperationWindowAndRange() {
    JsonNode page =
        Schemas.tree(api.get(RUN + "/kpis?operation=browse&window=10s&from=10s&to=40s").body());

    assertThat(page.get("resolution").asText()).isEqualTo("10s");
    assertThat(page.get("rows")).hasSize(3);
    JsonNode first = page.get("rows").get(0);
    assertThat(first.get("start").asText()).isEqualTo(Instant.ofEpochSecond(START + 10).toString());
    assertThat(first.get("count").asInt())
        .isEqualTo(
            sample.within("browse", (START + 10) * 1_000_000, (START + 20) * 1_000_000).size());
  }

  @Test
  void csvHasHeaderAndOneLinePerRow() {
    HttpResponse<String> answer = api.get(RUN + "/kpis?operation=%2A&window=10s&format=csv");

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(answer.body().lines()).hasSize(8);
    assertThat(answer.body()).startsWith("operation,start,width_ms,").contains("service_p999_ms");
  }

  @Test
  void problemsSayWhatAndWhatToDo() {
    problem("/api/v1/runs/20261121-144500-k3f0", 404, "nearest: 20261121-144500-k3f9");
    problem(RUN + "/kpis?window=1500ms", 400, "whole number of seconds");
    problem(RUN + "/kpis?window=ten", 400, "window=ten");
    problem(RUN + "/kpis?from=yesterday", 400, "2026-11-21T14:45:00Z");
    problem(RUN + "/kpis?from=50s&to=20s", 400, "not before");
    problem(RUN + "/kpis?format=xml", 400, "json or csv");
    problem(RUN + "/kpis?windw=10s", 400, "windw");
    problem(RUN + "/kpis?operation=nope", 404, "browse");
    problem("/api/v1/nothing", 404, "/openapi.yaml");
  }

  private void problem(String path, int status, String detail) {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(Schemas.problems("Problem", answer.body())).as(path).isEmpty();
    assertThat(Schemas.tree(answer.body()).get("detail").asText()).as(path).contains(detail);
  }

  @Test
  void brokenEscapesAreSaid() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      String request = "GET /api/v1/runs/%zz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).contains(" 400 ").contains("cannot be decoded");
    }
  }

  @Test
  void pageAndLibraryAreServedFromHereOnly() {
    for (String path : List.of("/", "/runs/any", "/assets/app.js", "/assets/theme.css")) {
      HttpResponse<String> answer = api.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'")
          .doesNotContain("http");
      assertThat(answer.body()).doesNotContain("src=\"http", "href=\"http", "innerHTML");
    }
    assertThat(api.get("/webjars/echarts/echarts.common.min.js").body())
        .hasSizeGreaterThan(100_000);
  }

  @Test
  void tokenIsNeededWhereOneIsSet() {
    try (RunningApi closed = new RunningApi(Optional.of("s3cret"))) {
      assertThat(closed.get("/api/v1/runs").statusCode()).isEqualTo(401);
      assertThat(closed.get("/api/v1/live").statusCode()).isEqualTo(401);
      assertThat(closed.get("/api/v1/runs", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(closed.get("/api/v1/runs", "Authorization", "Bearer s3cret").statusCode())
          .isEqualTo(200);
      assertThat(closed.get("/health").statusCode()).isEqualTo(200);
      assertThat(closed.get("/").statusCode()).isEqualTo(200);
      assertThat(new ReportClient(closed.url(), Optional.of("s3cret")).runs()).isEmpty();
    }
  }

  @Test
  void otherHostsAndOpenBindingsAreRefused() {
    Access local = new Access(Optional.empty(), false);
    assertThatThrownBy(() -> local.check(false, Optional.empty(), Optional.of("evil.example")))
        .isInstanceOf(ReportException.class);
    local.check(false, Optional.empty(), Optional.of("localhost:8080"));
    local.check(false, Optional.empty(), Optional.of("[::1]:8080"));
    assertThatThrownBy(() -> local.checkBinding("0.0.0.0")).hasMessageContaining("token");
    new Access(Optional.of("t"), false).checkBinding("0.0.0.0");
    new Access(Optional.empty(), true).checkBinding("0.0.0.0");
  }

  @Test
  void takenPortIsSaid() {
    assertThatThrownBy(
            () ->
                HttpApi.start(
                    "127.0.0.1",
                    api.port(),
                    Optional.empty(),
                    false,
                    new LocalReports(api.queries()),
                    api.queries(),
                    () -> null,
                    () -> null))
        .isInstanceOfSatisfying(
            ReportException.class,
            e -> assertThat(e.code()).isEqualTo(ReportException.Code.PORT_TAKEN))
        .hasMessageContaining("port " + api.port())
        .hasMessageContaining("--port");
  }

  @Test
  void clientGetsTheSameAnswersAsTheProcessItself() {
    Reports local = new LocalReports(api.queries());
    Reports remote = new ReportClient(api.url() + "/", Optional.empty());
    KpiQuery kpis =
        new KpiQuery(sample.id(), Optional.empty(), Range.ofWidth(Duration.ofSeconds(10)));
    ResourceQuery resources =
        new ResourceQuery(sample.id(), Optional.of("agent:a1"), Optional.empty(), Range.RUN);

    assertThat(remote.runs()).isEqualTo(local.runs());
    assertThat(remote.run(sample.id())).isEqualTo(local.run(sample.id()));
    assertThat(remote.summary("latest")).isEqualTo(local.summary("latest"));
    assertThat(remote.kpis(kpis)).isEqualTo(local.kpis(kpis));
    assertThat(remote.resources(resources)).isEqualTo(local.resources(resources));
    assertThat(remote.document(sample.id(), Reports.Format.MARKDOWN))
        .isEqualTo(local.document(sample.id(), Reports.Format.MARKDOWN));
    assertThatThrownBy(() -> remote.run("none")).hasMessageContaining("nearest");
    assertThatThrownBy(() -> new ReportClient("http://127.0.0.1:1", Optional.empty()).runs())
        .hasMessageContaining("is it running there");
  }
}
