package io.plimsoll.report;

import io.plimsoll.report.alert.RunDirectory;
import io.plimsoll.report.api.Health;
import io.plimsoll.report.document.LocalReports;
import io.plimsoll.report.document.RunReport;
import io.plimsoll.report.follow.TopicFollower;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.topic.Cluster;
import java.time.Duration;

/** Reports straight from the topics, without HTTP. Thread-safe. */
public final class TopicReports implements AutoCloseable {
  private final Views views;
  private final RunQueries queries;
  private final LocalReports reports;
  private final TopicFollower follower;

  private TopicReports(Cluster cluster, Retention retention) {
    this.views = new Views(retention);
    this.queries = new RunQueries(views);
    this.reports = new LocalReports(queries);
    this.follower = TopicFollower.start(cluster, views);
  }

  /** Starts reading the topics; returns at once, also when the broker is away. */
  public static TopicReports open(Cluster cluster, Retention retention) {
    return new TopicReports(cluster, retention);
  }

  /**
   * Waits until everything that was on the topics at the start has been read.
   *
   * @return false when the time has passed before
   */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return follower.awaitCaughtUp(atMost);
  }

  public Reports reports() {
    return reports;
  }

  /**
   * The report of a run.
   *
   * @throws io.plimsoll.report.query.ReportException UNKNOWN_RUN
   */
  public RunReport report(String runId) {
    return reports.report(runId);
  }

  RunQueries queries() {
    return queries;
  }

  Views views() {
    return views;
  }

  /** What is known of the runs. */
  RunDirectory directory() {
    return new ViewedRuns(views, follower::caughtUp);
  }

  /** How it is. */
  public Health health() {
    return new Health(
        follower.caughtUp() ? "UP" : "STARTING",
        follower.caughtUp(),
        follower.taken(),
        follower.bad(),
        follower.lag(),
        views.windowBytes());
  }

  @Override
  public void close() {
    follower.close();
  }
}
