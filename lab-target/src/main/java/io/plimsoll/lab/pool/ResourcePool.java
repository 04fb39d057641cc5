package io.plimsoll.lab.pool;

import io.plimsoll.lab.fault.Faults;
import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import io.plimsoll.lab.metrics.Histogram;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A fixed number of connections with a bounded first-come queue of callers, who wait without a
 * thread. A connection is given back exactly once, also when the caller goes away while waiting or
 * while holding it. Thread-safe.
 */
public final class ResourcePool implements Collector {
  private final String name;
  private final int size;
  private final int maxWaiting;
  private final Duration acquireTimeout;
  private final ScheduledExecutorService timer;
  private final Faults faults;
  private final Deque<Waiter<?>> waiting = new ArrayDeque<>(); // guarded by this
  private int inUse; // guarded by this
  private int mostInUse; // guarded by this
  private final LongAdder leases = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final Histogram waitNanos = Histogram.ofNanos();
  private final Histogram workNanos = Histogram.ofNanos();

  public ResourcePool(
      String name, PoolConfig config, ScheduledExecutorService timer, Faults faults) {
    this.name = name;
    this.size = config.size();
    this.maxWaiting = config.maxWaiting();
    this.acquireTimeout = config.acquireTimeout();
    this.timer = timer;
    this.faults = faults;
  }

  /**
   * Runs {@code work} while holding a connection; fails with {@link PoolExhaustedException} when
   * none comes free within the acquire timeout or the queue of callers is full.
   */
  public <T> Mono<T> use(Mono<T> work) {
    return Mono.create(sink -> enter(new Waiter<>(sink, faults.aroundLease(name, work))));
  }

  /** Connections held now. */
  public synchronized int inUse() {
    return inUse;
  }

  /** The most connections ever held at once. */
  public synchronized int mostInUse() {
    return mostInUse;
  }

  /** Callers waiting now. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private void enter(Waiter<?> waiter) {
    switch (admit(waiter)) {
      case GRANTED -> waiter.run();
      case QUEUED -> waiter.startTimeout();
      case REFUSED -> refuse(waiter, maxWaiting + " callers wait already");
    }
  }

  private synchronized Admission admit(Waiter<?> waiter) {
    if (inUse < size) {
      grant();
      return Admission.GRANTED;
    }
    if (waiting.size() >= maxWaiting) {
      return Admission.REFUSED;
    }
    waiting.addLast(waiter);
    waiter.queued = true;
    return Admission.QUEUED;
  }

  private void grant() {
    inUse++;
    mostInUse = Math.max(mostInUse, inUse);
  }

  private void release() {
    Waiter<?> next;
    synchronized (this) {
      next = waiting.pollFirst();
      if (next == null) {
        inUse--;
      } else {
        next.queued = false;
      }
    }
    if (next != null) {
      timer.execute(next::run); // not on this stack: releases could nest without end
    }
  }

  private synchronized boolean leaveQueue(Waiter<?> waiter) {
    if (!waiter.queued) {
      return false; // spares the search through the queue
    }
    waiter.queued = false;
    return waiting.remove(waiter);
  }

  private void refuse(Waiter<?> waiter, String why) {
    refusals.increment();
    waiter.sink.error(
        new PoolExhaustedException(
            "no " + name + " connection: all " + size + " are in use and " + why));
  }

  @Override
  public void collect(Exposition out) {
    String prefix = name + "_pool_";
    out.single(prefix + "size", "gauge", "Connections in the pool.", size);
    out.single(prefix + "in_use", "gauge", "Connections held now.", inUse());
    out.single(prefix + "waiting", "gauge", "Callers waiting for a connection.", waiting());
    out.single(prefix + "leases_total", "counter", "Connections handed out.", leases.sum());
    out.single(prefix + "refusals_total", "counter", "Callers turned away.", refusals.sum());
    String wait = prefix + "wait_seconds";
    out.family(wait, "histogram", "Time callers waited for a connection in seconds.");
    waitNanos.write(out, wait);
    String query = name + "_query_seconds";
    out.family(query, "histogram", "Time connections were used for one query in seconds.");
    workNanos.write(out, query);
  }

  private enum Admission {
    GRANTED,
    QUEUED,
    REFUSED
  }

  /** One caller: in the queue, then holding a connection, or gone. */
  private final class Waiter<T> {
    private final MonoSink<T> sink;
    private final Mono<T> work;
    private final Disposable.Swap holding = Disposables.swap();
    private final long enteredNanos = System.nanoTime();
    private volatile Future<?> timeout;
    private boolean queued; // guarded by the pool

    private Waiter(MonoSink<T> sink, Mono<T> work) {
      this.sink = sink;
      this.work = work;
      sink.onDispose(
          () -> {
            leaveQueue(this);
            stopTimeout();
            holding.dispose();
          });
    }

    private void run() {
      stopTimeout();
      leases.increment();
      waitNanos.record(System.nanoTime() - enteredNanos);
      long startNanos = System.nanoTime();
      holding.update(
          work.doOnSuccess(done -> workNanos.record(System.nanoTime() - startNanos))
              .doFinally(end -> release())
              .subscribe(sink::success, sink::error, () -> sink.success()));
    }

    private void startTimeout() {
      timeout = timer.schedule(this::expire, acquireTimeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void expire() {
      if (leaveQueue(this)) {
        refuse(this, "none came free within " + acquireTimeout.toMillis() + " ms");
      }
    }

    private void stopTimeout() {
      Future<?> pending = timeout;
      if (pending != null) {
        pending.cancel(false);
      }
    }
  }
}
