package io.plimsoll.report;

import io.plimsoll.report.alert.AlertDelivery;
import io.plimsoll.report.api.HttpApi;
import io.plimsoll.report.compare.BaselineWriter;
import io.plimsoll.report.compare.RunEnds;
import io.plimsoll.report.document.RunReport;
import io.plimsoll.report.metrics.ReportMetrics;
import io.plimsoll.report.query.Reports;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The report service: reads the topics, answers over HTTP, shows the live page, hands alerts on.
 * Thread-safe.
 */
public final class ReportService implements AutoCloseable {
  private final ReportConfig config;
  private final TopicReports topics;
  private final HttpApi http;
  private final AlertDelivery alerts;
  private final ReportMetrics metrics;
  private final RunEnds ends;

  private ReportService(
      ReportConfig config, TopicReports topics, HttpApi http, ReportMetrics metrics, Clock clock) {
    this.config = config;
    this.topics = topics;
    this.http = http;
    this.metrics = metrics;
    this.alerts =
        AlertDelivery.start(config.alerts(), config.cluster(), topics.directory(), url(), clock);
    metrics.receivers(alerts::counters);
    this.ends =
        RunEnds.watch(
            topics.views(),
            new BaselineWriter(config.cluster()),
            clock,
            () -> topics.health().caughtUp());
  }

  /**
   * Starts it; what is on the topics arrives by and by, also when the broker comes later.
   *
   * @throws io.plimsoll.report.query.ReportException PORT_TAKEN, CANNOT_BIND or TOKEN_NEEDED
   */
  public static ReportService start(ReportConfig config) {
    Clock clock = Clock.systemUTC();
    TopicReports topics = TopicReports.open(config.cluster(), config.retention());
    try {
      ReportMetrics metrics = new ReportMetrics(topics.views(), topics::health, clock);
      HttpApi http =
          HttpApi.start(
              config.host(),
              config.port(),
              config.token(),
              config.insecure(),
              topics.reports(),
              topics.queries(),
              topics::health,
              metrics::snapshots);
      return new ReportService(config, topics, http, metrics, clock);
    } catch (RuntimeException e) {
      topics.close();
      throw e;
    }
  }

  /** Adds what another part of the process counts to {@code /metrics}. */
  public void addMetrics(Supplier<MetricSnapshots> part) {
    metrics.add(part);
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Address of the page. */
  public String url() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port();
  }

  /**
   * Waits until everything that was on the topics at the start has been read.
   *
   * @return false when the time has passed before
   */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return topics.awaitCaughtUp(atMost);
  }

  /** The same answers without HTTP. */
  public Reports reports() {
    return topics.reports();
  }

  /**
   * The report of a run.
   *
   * @throws io.plimsoll.report.query.ReportException UNKNOWN_RUN
   */
  public RunReport report(String runId) {
    return topics.report(runId);
  }

  @Override
  public void close() {
    ends.close();
    alerts.close();
    http.close();
    topics.close();
  }
}
