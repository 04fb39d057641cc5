package io.plimsoll.report;

import io.plimsoll.report.api.HttpApi;
import io.plimsoll.report.document.RunReport;
import io.plimsoll.report.query.Reports;
import java.time.Duration;

/** The report service: reads the topics, answers over HTTP, shows the live page. Thread-safe. */
public final class ReportService implements AutoCloseable {
  private final ReportConfig config;
  private final TopicReports topics;
  private final HttpApi http;

  private ReportService(ReportConfig config, TopicReports topics, HttpApi http) {
    this.config = config;
    this.topics = topics;
    this.http = http;
  }

  /**
   * Starts it; what is on the topics arrives by and by, also when the broker comes later.
   *
   * @throws io.plimsoll.report.query.ReportException PORT_TAKEN, CANNOT_BIND or TOKEN_NEEDED
   */
  public static ReportService start(ReportConfig config) {
    TopicReports topics = TopicReports.open(config.cluster(), config.retention());
    try {
      HttpApi http =
          HttpApi.start(
              config.host(),
              config.port(),
              config.token(),
              config.insecure(),
              topics.reports(),
              topics.queries(),
              topics::health);
      return new ReportService(config, topics, http);
    } catch (RuntimeException e) {
      topics.close();
      throw e;
    }
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
    http.close();
    topics.close();
  }
}
