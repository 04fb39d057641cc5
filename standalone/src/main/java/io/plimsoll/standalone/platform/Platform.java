package io.plimsoll.standalone.platform;

import io.plimsoll.analyzer.Analyzer;
import io.plimsoll.analyzer.AnalyzerConfig;
import io.plimsoll.report.ReportConfig;
import io.plimsoll.report.ReportService;
import io.plimsoll.report.view.Retention;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import io.plimsoll.standalone.registry.RegistryConfig;
import io.plimsoll.standalone.registry.SchemaRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry, analyzer and report service in this process. What it keeps survives kill −9;
 * start it again over the same directory. Closing ends the parts in the opposite order.
 */
public final class Platform implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

  private final DataLayout data;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private Cluster cluster;
  private ReportService reports;
  private Analyzer analyzer;
  private final AtomicReference<String> failure = new AtomicReference<>();

  private Platform(DataLayout data) {
    this.data = data;
  }

  /**
   * Returns when all parts take work. The analyzer may still be joining its group.
   *
   * @throws RuntimeException of the part that could not start, whose message says what to do;
   *     nothing is left running
   */
  public static Platform start(PlatformConfig config) {
    Platform platform = new Platform(config.data());
    try {
      platform.startParts(config);
      return platform;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  private void startParts(PlatformConfig config) {
    BrokerConfig brokerConfig = BrokerConfig.in(data.broker()).withPort(config.brokerPort());
    EmbeddedBroker broker = started(EmbeddedBroker.start(brokerConfig));
    broker.failure().thenAccept(reason -> failure.compareAndSet(null, reason.getMessage()));
    RegistryConfig registryConfig =
        RegistryConfig.over(broker.bootstrapServers()).withPort(config.registryPort());
    SchemaRegistry registry = started(SchemaRegistry.start(registryConfig));
    cluster = new Cluster(broker.bootstrapServers(), registry.url());
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      new TopicAdmin(admin).ensure(cluster.topics().all());
    }
    reports = started(ReportService.start(reportConfig(config)));
    if (config.analyze()) {
      analyzer = started(Analyzer.start(new AnalyzerConfig(cluster, data.streams())));
      reports.addMetrics(analyzer::metrics);
    }
    serving().write(data);
    parts.push(() -> Serving.remove(data));
  }

  private ReportConfig reportConfig(PlatformConfig config) {
    return new ReportConfig(
        cluster,
        config.host(),
        config.httpPort(),
        config.token(),
        config.insecure(),
        Retention.DEFAULT,
        config.alerts());
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  public Cluster cluster() {
    return cluster;
  }

  public ReportService reports() {
    return reports;
  }

  public DataLayout data() {
    return data;
  }

  /** Why a part has given up, in words for the user; empty while all is well. */
  public Optional<String> failure() {
    Optional<String> analysis =
        Optional.ofNullable(analyzer)
            .flatMap(Analyzer::failure)
            .map(e -> "the analyzer stopped (" + e.getMessage() + "): see " + data.log());
    return Optional.ofNullable(failure.get()).or(() -> analysis);
  }

  /** How other commands reach it. */
  public Serving serving() {
    return new Serving(
        ProcessHandle.current().pid(),
        reports.url(),
        cluster.bootstrapServers(),
        cluster.schemaRegistryUrl());
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not end in order", part.getClass().getSimpleName(), e);
      }
    }
  }
}
