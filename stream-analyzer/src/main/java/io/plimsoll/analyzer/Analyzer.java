package io.plimsoll.analyzer;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.commit.CommitObserver;
import io.plimsoll.analyzer.commit.FlushingClients;
import io.plimsoll.analyzer.delta.DeltaPurge;
import io.plimsoll.analyzer.metrics.AnalyzerMetrics;
import io.plimsoll.analyzer.metrics.FlushHistogram;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running analyzer: folds outcomes into windows, summaries and verdicts, exactly once. Several
 * instances with the same application id share the work. Thread-safe.
 *
 * <p>A thread that fails, because the registry or the broker is away, is replaced and reads again
 * from its last commit; what can never succeed stops the analyzer, and {@link #failure} says why.
 */
public final class Analyzer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Analyzer.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration PURGE_EVERY = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final SchemaRegistryClient registry;
  private final DeltaPurge purge;
  private final AnalyzerMetrics metrics;
  private final CountDownLatch running = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Analyzer(
      KafkaStreams streams,
      SchemaRegistryClient registry,
      DeltaPurge purge,
      AnalyzerMetrics metrics) {
    this.streams = streams;
    this.registry = registry;
    this.purge = purge;
    this.metrics = metrics;
  }

  /**
   * Makes sure that the topics are there and begins to read. Returns before the tasks are assigned;
   * see {@link #awaitRunning}.
   *
   * @throws io.plimsoll.schemas.topic.TopicMismatchException when a topic is not what it must be
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer
   */
  public static Analyzer start(AnalyzerConfig config) {
    return start(config, CommitObserver.NONE);
  }

  /**
   * The same, with somebody who watches the commits; each of them then waits for the broker once
   * more, if the observer wants it.
   */
  public static Analyzer start(AnalyzerConfig config, CommitObserver observer) {
    ensureTopics(config);
    SchemaRegistryClient registry = config.cluster().openRegistry();
    try {
      CommitHook hook = new CommitHook();
      FlushHistogram flushes = new FlushHistogram(observer);
      KafkaStreams streams =
          new KafkaStreams(
              AnalyzerTopology.build(config, new AvroSerdes(registry), hook),
              StreamsSettings.of(config),
              new FlushingClients(
                  config.cluster().topics().requestOutcomes().name(),
                  hook,
                  flushes,
                  config.guarantee() == ProcessingGuarantee.EXACTLY_ONCE));
      Analyzer analyzer =
          new Analyzer(
              streams, registry, startPurge(config), new AnalyzerMetrics(streams, flushes));
      analyzer.begin();
      return analyzer;
    } catch (RuntimeException e) {
      close(registry);
      throw e;
    }
  }

  private static DeltaPurge startPurge(AnalyzerConfig config) {
    return DeltaPurge.start(
        Admin.create(config.cluster().clientConfig()),
        config.applicationId(),
        AnalyzerTopics.deltas(config.cluster().topics()).name(),
        PURGE_EVERY);
  }

  private static void ensureTopics(AnalyzerConfig config) {
    var settings = config.cluster().clientConfig();
    int timeout = Math.toIntExact(config.startTimeout().toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, 10_000));
    try (Admin admin = Admin.create(settings)) {
      new TopicAdmin(admin).ensure(AnalyzerTopics.all(config.cluster().topics()));
    }
  }

  private void begin() {
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING || now.hasStartedOrFinishedShuttingDown()) {
            running.countDown();
          }
        });
    streams.start();
  }

  private StreamThreadExceptionResponse failed(Throwable thrown) {
    Optional<Throwable> hopeless = FailurePolicy.hopeless(thrown);
    if (hopeless.isPresent()) {
      failure.compareAndSet(null, hopeless.get());
      LOG.error("The analyzer stops: {}", hopeless.get().getMessage(), thrown);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.warn(
        "A thread of the analyzer failed and begins again at its last commit: {}",
        thrown.getMessage(),
        thrown);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Whether it has its tasks and works on them. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /**
   * Waits until it runs for the first time.
   *
   * @throws IllegalStateException when it stopped or did not get there in time
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void awaitRunning(Duration timeout) throws InterruptedException {
    boolean there = running.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (!there || streams.state().hasStartedOrFinishedShuttingDown()) {
      throw new IllegalStateException(
          "the analyzer is %s after %s; is the broker reachable, is another instance leaving?"
              .formatted(streams.state(), timeout),
          failure.get());
    }
  }

  /** What it counts of itself, for Prometheus. */
  public MetricSnapshots metrics() {
    return metrics.snapshots();
  }

  /** Why it stopped by itself; empty while it runs or when it was closed. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * Commits, leaves the group, so that others need not wait for a timeout, and releases everything.
   */
  @Override
  public void close() {
    purge.close();
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT));
    close(registry);
  }

  private static void close(SchemaRegistryClient registry) {
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the client of the registry", e);
    }
  }
}
