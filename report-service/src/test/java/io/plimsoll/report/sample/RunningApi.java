package io.plimsoll.report.sample;

import io.plimsoll.report.api.Health;
import io.plimsoll.report.api.HttpApi;
import io.plimsoll.report.document.LocalReports;
import io.plimsoll.report.metrics.ReportMetrics;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The API on a free port over views that a test fills. */
public final class RunningApi implements AutoCloseable {
  private final Views views = new Views(Retention.DEFAULT);
  private final RunQueries queries = new RunQueries(views);
  private final HttpClient client = HttpClient.newHttpClient();
  private final ReportMetrics metrics;
  private final HttpApi api;

  public RunningApi(Optional<String> token) {
    this(token, Clock.systemUTC());
  }

  /**
   * @param clock by which runs are recent enough for /metrics
   */
  public RunningApi(Optional<String> token, Clock clock) {
    metrics = new ReportMetrics(views, this::health, clock);
    api =
        HttpApi.start(
            "127.0.0.1",
            0,
            token,
            false,
            new LocalReports(queries),
            queries,
            this::health,
            metrics::snapshots);
  }

  private Health health() {
    return new Health("UP", true, 1, Map.of("x", 1L), 0, views.windowBytes());
  }

  public Views views() {
    return views;
  }

  public RunQueries queries() {
    return queries;
  }

  public int port() {
    return api.port();
  }

  public String url() {
    return "http://127.0.0.1:" + api.port();
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(path, HttpResponse.BodyHandlers.ofString(), headers);
  }

  public <T> HttpResponse<T> send(
      String path, HttpResponse.BodyHandler<T> handler, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
