package io.plimsoll.standalone.broker;

import io.plimsoll.standalone.broker.BrokerException.Code;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One combined Kafka node (broker and controller) in this JVM, on loopback, over a directory that
 * outlives it.
 *
 * <p>What a client has had acknowledged survives a kill −9 of the process. The ports may differ
 * from one start to the next. Trouble is reported by {@link BrokerException}; Kafka never ends the
 * JVM. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration START_AT_MOST = Duration.ofSeconds(60);
  private static final Duration STOP_AT_MOST = Duration.ofSeconds(30);
  private static final Duration ABANDON_AFTER = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;

  private final DataDirectory directory;
  private final Ports ports;
  private final BrokerThreads threads;
  private final CompletableFuture<KafkaNode> node = new CompletableFuture<>();
  private final CompletableFuture<BrokerException> failure;
  private volatile boolean started;
  private boolean closed;

  private EmbeddedBroker(DataDirectory directory, Ports ports) {
    this.directory = directory;
    this.ports = ports;
    this.threads = new BrokerThreads("embedded-broker-" + ports.client());
    this.failure = threads.halted().thenApply(this::haltReason);
  }

  /**
   * Returns when clients can use the broker.
   *
   * @throws BrokerException when it can't start; nothing is left behind but the data
   */
  public static EmbeddedBroker start(BrokerConfig config) {
    DataDirectory directory = DataDirectory.open(config.directory());
    try {
      return startOver(directory, config);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.client();
  }

  /**
   * Completes, with the reason, when Kafka gives up after it had started: its directory was deleted
   * or its disk is full. The broker is then of no more use; {@link #close} it and end.
   */
  public CompletionStage<BrokerException> failure() {
    return failure.minimalCompletionStage();
  }

  /** Stops the node and waits until all of its threads have ended. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stop(threads.halted().isDone() ? ABANDON_AFTER : STOP_AT_MOST);
    } finally {
      directory.close();
    }
  }

  private static EmbeddedBroker startOver(DataDirectory directory, BrokerConfig config) {
    boolean freePorts = config.port() == 0 || config.controllerPort() == 0;
    for (int attempt = 1; ; attempt++) {
      EmbeddedBroker broker = new EmbeddedBroker(directory, Ports.resolve(config));
      try {
        broker.awaitStart();
        broker.started = true;
        return broker;
      } catch (BrokerException e) {
        broker.stop(ABANDON_AFTER);
        if (!freePorts || e.code() != Code.PORT_TAKEN || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.info(
            "A free port was taken before Kafka could bind it, trying others: {}", e.getMessage());
      }
    }
  }

  private void awaitStart() {
    CompletableFuture<Void> started =
        threads.call(
            "embedded-broker-start",
            () -> {
              KafkaNode created = KafkaNode.create(directory, ports);
              node.complete(created);
              created.start();
              return null;
            });
    try {
      CompletableFuture.anyOf(started, threads.halted().thenAccept(started::completeExceptionally))
          .get(START_AT_MOST.toSeconds(), TimeUnit.SECONDS);
      started.get(0, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw startFailed(e.getCause());
    } catch (TimeoutException e) {
      throw new BrokerException(
          Code.START_FAILED,
          "The embedded broker over %s was not ready within %d s: see the log, and whether the machine is overloaded"
              .formatted(directory.path(), START_AT_MOST.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException(
          Code.START_FAILED, "Interrupted while the embedded broker started", e);
    }
  }

  private BrokerException startFailed(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      if (at instanceof BindException || message.contains("Address already in use")) {
        return new BrokerException(
            Code.PORT_TAKEN,
            "A port of the embedded broker (%d or %d on 127.0.0.1) was taken while it started: choose others, or 0"
                .formatted(ports.client(), ports.controller()),
            cause);
      }
      if (message.contains("Failed to acquire lock on file .lock")) {
        return new BrokerException(
            Code.DIRECTORY_LOCKED,
            "Another Kafka broker uses the data directory %s: stop it, or name another directory"
                .formatted(directory.path()),
            cause);
      }
    }
    return new BrokerException(
        Code.START_FAILED,
        "The embedded broker over %s could not start (%s): see the log; a damaged directory must be restored or replaced"
            .formatted(directory.path(), cause),
        cause);
  }

  private BrokerException haltReason(BrokerThreads.Halted halted) {
    boolean gone = !directory.formatted();
    BrokerException reason =
        new BrokerException(
            gone ? Code.DIRECTORY_UNUSABLE : Code.STOPPED,
            gone
                ? "The data directory %s of the embedded broker has disappeared and the broker stopped: start again"
                    .formatted(directory.path())
                : "The embedded broker over %s stopped: see Kafka's messages in the log, free its disk, start again"
                    .formatted(directory.path()),
            halted);
    if (started) { // before that, the caller of start gets to know
      LOG.error(reason.getMessage());
    }
    return reason;
  }

  private void stop(Duration atMost) {
    try {
      if (node.isDone()) {
        threads
            .call("embedded-broker-stop", () -> stopNode(node.join()))
            .get(atMost.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "The embedded broker over {} did not stop in order: {}", directory.path(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      threads.awaitEnd(ABANDON_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Void stopNode(KafkaNode node) {
    node.stop();
    return null;
  }
}
