package io.plimsoll.standalone.cli;

import io.plimsoll.report.TopicReports;
import io.plimsoll.report.alert.AlertPlan;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.view.Retention;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.standalone.platform.DataLayout;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import io.plimsoll.standalone.platform.Serving;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where runs are recorded and judged: the Kafka that was named, the {@code plimsoll serve} of the
 * data directory, or everything embedded. Closing ends what was started for it.
 */
final class RunPlace implements AutoCloseable {
  private static final Duration CATCH_UP_AT_MOST = Duration.ofMinutes(2);

  private final AutoCloseable owner;
  private final Cluster cluster;
  private final Reports reports;
  private final Optional<String> page;
  private final Path spool;

  private RunPlace(
      AutoCloseable owner, Cluster cluster, Reports reports, Optional<String> page, Path spool) {
    this.owner = owner;
    this.cluster = cluster;
    this.reports = reports;
    this.page = page;
    this.spool = spool;
  }

  static RunPlace open(
      ClusterOptions named, DataOption data, HttpOptions http, AlertOptions alerts) {
    AlertPlan plan = alerts.plan();
    DataLayout layout = data.prepared();
    Optional<Serving> serving = Serving.find(layout);
    Optional<Cluster> elsewhere =
        named
            .cluster()
            .or(
                () ->
                    serving.map(
                        each -> new Cluster(each.bootstrapServers(), each.schemaRegistry())));
    if (elsewhere.isPresent()) {
      refuseAlerts(alerts);
      TopicReports topics = TopicReports.open(elsewhere.get(), Retention.DEFAULT);
      return new RunPlace(
          topics, elsewhere.get(), topics.reports(), serving.map(Serving::page), layout.spool());
    }
    PlatformConfig config =
        new PlatformConfig(
            layout, 0, 0, http.host, http.port, http.token(), http.insecure, true, plan);
    return of(Platform.start(config));
  }

  /** The same for commands that run nothing: no analyzer, and what was there has been read. */
  static RunPlace forReading(ClusterOptions named, DataOption data) {
    DataLayout layout = data.prepared();
    Optional<Cluster> elsewhere =
        named
            .cluster()
            .or(
                () ->
                    Serving.find(layout)
                        .map(each -> new Cluster(each.bootstrapServers(), each.schemaRegistry())));
    if (elsewhere.isEmpty()) {
      Logging.toFile(layout.log());
      Platform platform = Platform.start(PlatformConfig.in(layout.root()).forReading());
      return of(platform).read(platform.reports()::awaitCaughtUp);
    }
    Logging.off();
    TopicReports topics = TopicReports.open(elsewhere.get(), Retention.DEFAULT);
    return new RunPlace(topics, elsewhere.get(), topics.reports(), Optional.empty(), layout.spool())
        .read(topics::awaitCaughtUp);
  }

  /** Waits for what was on the topics. */
  @FunctionalInterface
  private interface CatchingUp {
    boolean within(Duration atMost) throws InterruptedException;
  }

  private RunPlace read(CatchingUp catchingUp) {
    try {
      if (!catchingUp.within(CATCH_UP_AT_MOST)) {
        close();
        throw new CommandException(
            ExitCode.COULD_NOT_RUN,
            "the runs at %s were not read within %s"
                .formatted(cluster.bootstrapServers(), CATCH_UP_AT_MOST));
      }
      return this;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  private static void refuseAlerts(AlertOptions alerts) {
    if (alerts.given()) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "--alerts is for runs that embed everything: give it to the plimsoll serve or"
              + " report-service of this Kafka");
    }
  }

  /** The parts of this process, which are closed with it. */
  static RunPlace of(Platform platform) {
    return new RunPlace(
        platform,
        platform.cluster(),
        platform.reports().reports(),
        Optional.of(platform.reports().url()),
        platform.data().spool());
  }

  Cluster cluster() {
    return cluster;
  }

  Reports reports() {
    return reports;
  }

  /** URL of the live page, where this process knows one. */
  Optional<String> page() {
    return page;
  }

  /** Where outcomes wait while Kafka cannot take them. */
  Path spool() {
    return spool;
  }

  @Override
  public void close() {
    try {
      owner.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
