package io.plimsoll.standalone.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All threads of one broker. Threads inherit the group of the thread that creates them, so
 * everything Kafka starts from {@link #call} lands here: a thread that wants to halt the JVM is
 * traced to its broker, and what outlives a close is seen.
 */
final class BrokerThreads extends ThreadGroup {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerThreads.class);

  private final CompletableFuture<Halted> halted = new CompletableFuture<>();

  BrokerThreads(String name) {
    super(name);
  }

  /** Kafka asked for the end of the JVM; thrown in the asking thread, which ends instead. */
  static final class Halted extends Error {
    private static final long serialVersionUID = 1L;

    Halted(int status, String reason) {
      super(
          "Kafka asked to end the JVM with status "
              + status
              + (reason == null ? "" : ": " + reason));
    }
  }

  /** The broker the calling thread belongs to. */
  static Optional<BrokerThreads> ofCaller() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && !(group instanceof BrokerThreads)) {
      group = group.getParent();
    }
    return Optional.ofNullable((BrokerThreads) group);
  }

  /** Completes when one of the threads asks to end the JVM. */
  CompletableFuture<Halted> halted() {
    return halted;
  }

  /** Ends the calling thread in place of the JVM. */
  void halt(int status, String reason) {
    Halted error = new Halted(status, reason);
    halted.complete(error);
    throw error;
  }

  /** Runs the task in a new thread of this group. */
  <T> CompletableFuture<T> call(String name, Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            this,
            () -> {
              try {
                result.complete(task.call());
              } catch (Throwable e) { // an Error too must reach the waiting caller
                result.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /**
   * Waits for the end of all threads that would keep the JVM alive; those still there after that
   * time are interrupted and left as they are.
   */
  void awaitEnd(Duration atMost) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + atMost.toNanos();
    for (Thread thread : keepingTheJvmAlive()) {
      long leftMillis = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
      thread.join(leftMillis);
      if (thread.isAlive()) {
        LOG.warn("Thread {} of the embedded broker outlived it; interrupted", thread.getName());
        thread.interrupt();
      }
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    if (!(error instanceof Halted)) { // that one is reported by whoever owns the broker
      LOG.error("Thread {} of the embedded broker died", thread.getName(), error);
    }
  }

  private Thread[] keepingTheJvmAlive() {
    Thread[] threads = new Thread[activeCount() * 2 + 8];
    enumerate(threads, true);
    return Stream.of(threads)
        // Daemons may be the JVM's: Kafka's metrics library starts its own once, in the group of
        // the first broker.
        .filter(thread -> thread != null && !thread.isDaemon())
        .toArray(Thread[]::new);
  }
}
