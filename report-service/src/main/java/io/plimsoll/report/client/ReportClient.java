package io.plimsoll.report.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.compare.BaselinesPage;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.ComparisonPage;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryOverview;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.KpiPage;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.ProfilesPage;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.ResourcePage;
import io.plimsoll.report.query.ResourceQuery;
import io.plimsoll.report.query.RunDetail;
import io.plimsoll.report.query.RunOverview;
import io.plimsoll.report.query.RunsPage;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.scaling.Profile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks a report service over HTTP. Thread-safe. What the service refuses, and that it does not
 * answer at all, comes as {@link ReportException} with the service's own words.
 */
public final class ReportClient implements Reports {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final JsonMapper json = Json.mapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String url;
  private final Optional<String> token;

  /**
   * @param url of the service, for example {@code http://127.0.0.1:8080}
   * @param token the service's token, where it has one
   */
  public ReportClient(String url, Optional<String> token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  @Override
  public List<RunOverview> runs() {
    return read("/api/v1/runs", RunsPage.class).runs();
  }

  @Override
  public RunDetail run(String runId) {
    return read(path(runId, ""), RunDetail.class);
  }

  @Override
  public Totals summary(String runId) {
    return read(path(runId, "/summary"), Totals.class);
  }

  @Override
  public KpiPage kpis(KpiQuery query) {
    Map<String, String> parameters = parameters(query.range());
    query.operation().ifPresent(name -> parameters.put("operation", name));
    return read(path(query.runId(), "/kpis") + written(parameters), KpiPage.class);
  }

  @Override
  public ResourcePage resources(ResourceQuery query) {
    Map<String, String> parameters = parameters(query.range());
    query.source().ifPresent(name -> parameters.put("source", name));
    query.metric().ifPresent(name -> parameters.put("metric", name));
    return read(path(query.runId(), "/resources") + written(parameters), ResourcePage.class);
  }

  @Override
  public List<Profile> profiles() {
    return read("/api/v1/profiles", ProfilesPage.class).profiles();
  }

  @Override
  public Optional<Comparison> comparison(String runId, List<String> baselineRunIds) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!baselineRunIds.isEmpty()) {
      parameters.put("baseline", String.join(",", baselineRunIds));
    }
    return read(path(runId, "/comparison") + written(parameters), ComparisonPage.class)
        .comparison();
  }

  @Override
  public Comparison repeated(List<String> runIds, List<String> baselineRunIds) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("also", String.join(",", runIds.subList(1, runIds.size())));
    parameters.put("baseline", String.join(",", baselineRunIds));
    return read(path(runIds.get(0), "/comparison") + written(parameters), ComparisonPage.class)
        .comparison()
        .orElseThrow();
  }

  @Override
  public List<BaselineEntry> baselines() {
    return read("/api/v1/baselines", BaselinesPage.class).baselines();
  }

  @Override
  public History history(HistoryQuery query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scenario", query.scenario());
    query.branch().ifPresent(name -> parameters.put("branch", name));
    query.environment().ifPresent(name -> parameters.put("environment", name));
    query.operation().ifPresent(name -> parameters.put("operation", name));
    return read("/api/v1/history" + written(parameters), History.class);
  }

  @Override
  public HistoryOverview histories() {
    return read("/api/v1/histories", HistoryOverview.class);
  }

  @Override
  public String document(String runId, Format format) {
    return get(path(runId, "/report." + format.extension()));
  }

  private static String path(String runId, String rest) {
    return "/api/v1/runs/" + encode(runId) + rest;
  }

  private static Map<String, String> parameters(Range range) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("window", range.width().map(each -> each.toSeconds() + "s").orElse("run"));
    range.from().ifPresent(at -> parameters.put("from", at.toString()));
    range.to().ifPresent(at -> parameters.put("to", at.toString()));
    return parameters;
  }

  private static String written(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private <T> T read(String path, Class<T> type) {
    try {
      return json.readValue(get(path), type);
    } catch (JsonProcessingException e) {
      throw new ReportException(
          Code.UNREACHABLE,
          "%s%s does not answer as a report service does (%s); check the address"
              .formatted(url, path, e.getOriginalMessage()),
          e);
    }
  }

  private String get(String path) {
    HttpResponse<String> response = send(path);
    if (response.statusCode() == 200) {
      return response.body();
    }
    throw new ReportException(code(response.statusCode()), detail(path, response));
  }

  private HttpResponse<String> send(String path) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER);
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | IllegalArgumentException e) {
      throw new ReportException(
          Code.UNREACHABLE,
          "report service at %s does not answer (%s); is it running there?".formatted(url, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReportException(Code.UNREACHABLE, "interrupted while asking " + url, e);
    }
  }

  private static Code code(int status) {
    return switch (status) {
      case 400 -> Code.BAD_QUERY;
      case 401 -> Code.UNAUTHORIZED;
      case 404 -> Code.UNKNOWN_RUN;
      case 421 -> Code.WRONG_HOST;
      default -> Code.INTERNAL;
    };
  }

  private String detail(String path, HttpResponse<String> response) {
    try {
      JsonNode detail = json.readTree(response.body()).path("detail");
      if (detail.isTextual()) {
        return detail.asText();
      }
    } catch (JsonProcessingException e) {
      return "%s%s answered %d without saying why (%s)"
          .formatted(url, path, response.statusCode(), e.getOriginalMessage());
    }
    return "%s%s answered %d".formatted(url, path, response.statusCode());
  }
}
