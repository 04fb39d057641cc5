package io.plimsoll.benchmarks.soak;

import io.plimsoll.report.ReportConfig;
import io.plimsoll.report.ReportService;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/**
 * Percentiles over nearly the whole run, asked over HTTP; begin and end differ each time, so that
 * no summary answers them.
 *
 * @param loadSeconds until a new report service had read everything
 * @param p50Millis median of the answers
 * @param p99Millis 99th percentile
 */
record PercentileQueries(double loadSeconds, double p50Millis, double p99Millis) {
  private static final int WARM_UP = 100;
  private static final int QUERIES = 500;
  private static final long SEED = 24;
  private static final int MARGIN_SECONDS = 600;

  /**
   * @param start of the run
   * @param length of it
   */
  static PercentileQueries measure(Cluster cluster, String runId, Instant start, Duration length)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    ReportConfig config = new ReportConfig(cluster).withAddress("127.0.0.1", 0);
    try (ReportService reports = ReportService.start(config)) {
      if (!reports.awaitCaughtUp(Duration.ofMinutes(5))) {
        throw new IllegalStateException("the report service did not catch up within 5 minutes");
      }
      double loaded = (System.nanoTime() - begun) / 1e9;
      String kpis = reports.url() + "/api/v1/runs/" + runId + "/kpis?operation=%2A&window=run";
      double[] millis = ask(kpis, start, length);
      return new PercentileQueries(loaded, millis[QUERIES / 2], millis[(int) (QUERIES * 0.99)]);
    }
  }

  private static double[] ask(String kpis, Instant start, Duration length)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    Random random = new Random(SEED);
    double[] millis = new double[QUERIES];
    for (int i = -WARM_UP; i < QUERIES; i++) {
      Instant from = start.plusSeconds(random.nextInt(MARGIN_SECONDS));
      Instant to = start.plus(length).minusSeconds(1L + random.nextInt(MARGIN_SECONDS));
      URI uri = URI.create(kpis + "&from=" + from + "&to=" + to);
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      double took = (System.nanoTime() - begun) / 1e6;
      if (answer.statusCode() != 200 || !answer.body().contains("p99")) {
        throw new IllegalStateException(uri + " answered " + answer.body());
      }
      if (i >= 0) {
        millis[i] = took;
      }
    }
    Arrays.sort(millis);
    return millis;
  }
}
