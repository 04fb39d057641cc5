package io.plimsoll.lab.fault;

import io.plimsoll.lab.fault.FaultKind.Strength;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.latency.Delays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Faults around requests, which are on while they are installed. */
final class RequestFaults {
  private RequestFaults() {}

  /** Around every request but those that watch the target. */
  private record Around(String name, UnaryOperator<Mono<Reply>> change) implements Fault {
    @Override
    public Mono<Reply> aroundRequest(Call call, Mono<Reply> next) {
      String uri = call.uri();
      boolean watches =
          uri.startsWith("/metrics") || uri.startsWith("/health") || uri.startsWith("/faults");
      return watches ? next : change.apply(next);
    }
  }

  private static Runnable on(FaultSite site, FaultKind kind, UnaryOperator<Mono<Reply>> around) {
    return site.faults().install(new Around(kind.label(), around));
  }

  static Runnable errors(FaultSite site, Strength strength) {
    double share = strength.of(0.05, 0.2, 0.6);
    return on(
        site,
        FaultKind.ERROR_BURST,
        next ->
            ThreadLocalRandom.current().nextDouble() < share
                ? Mono.fromSupplier(() -> Reply.problem(500, "fault", "an error burst is on"))
                : next);
  }

  static Runnable stall(FaultSite site, Strength strength) {
    long until =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((long) strength.of(3e3, 6e3, 15e3));
    return on(
        site,
        FaultKind.STALL,
        next -> Delays.after(until - System.nanoTime(), site.timer()).then(next));
  }

  static Runnable downstream(FaultSite site, Strength strength) {
    long nanos = millis(strength.of(40, 150, 600));
    return on(
        site,
        FaultKind.SLOW_DOWNSTREAM,
        next ->
            Mono.defer(
                () -> {
                  long start = System.nanoTime();
                  return Delays.after(jittered(nanos), site.timer())
                      .doOnSuccess(done -> site.downstreamNanos().record(System.nanoTime() - start))
                      .then(next);
                }));
  }

  /** So many requests a second are let through; all others get a 429. */
  static Runnable rateLimit(FaultSite site, Strength strength) {
    long gap = (long) (1e9 / strength.of(40, 20, 5));
    AtomicLong nextAt = new AtomicLong(System.nanoTime());
    return on(
        site,
        FaultKind.RATE_LIMIT,
        next -> {
          long now = System.nanoTime();
          long due = nextAt.get();
          boolean passes =
              now - due >= 0 && nextAt.compareAndSet(due, Math.max(due, now - gap) + gap);
          return passes
              ? next
              : Mono.fromSupplier(() -> Reply.problem(429, "rate_limited", "too many requests"));
        });
  }

  /**
   * Each request needs a lock that somebody else holds for long, as one who refreshes a cache for
   * all does; it waits on a thread of its own.
   */
  static Runnable lock(FaultSite site, Strength strength) {
    long held = millis(strength.of(60, 150, 600));
    long free = millis(strength.of(40, 50, 100));
    Scheduler threads = Schedulers.newBoundedElastic(64, 100_000, "lab-lock", 10, true);
    Object lock = new Object();
    Runnable holder =
        ResourceFaults.background(
            1,
            "lab-lock-holder",
            on -> {
              hold(lock, held);
              LockSupport.parkNanos(free);
            });
    Runnable off =
        on(
            site,
            FaultKind.LOCK_CONTENTION,
            next ->
                Mono.<Reply>fromRunnable(() -> pass(site, lock)).subscribeOn(threads).then(next));
    return () -> {
      off.run();
      holder.run();
      ResourceFaults.shortlyAfter(site, threads); // those who wait pass first
    };
  }

  private static void hold(Object lock, long nanos) {
    synchronized (lock) {
      LockSupport.parkNanos(nanos);
    }
  }

  private static void pass(FaultSite site, Object lock) {
    long start = System.nanoTime();
    synchronized (lock) {
      site.lockNanos().record(System.nanoTime() - start);
    }
  }

  /** Each request needs the processor for a while, of which others leave it little. */
  static Runnable cpu(FaultSite site, Strength strength) {
    int processors = Runtime.getRuntime().availableProcessors();
    long nanos = millis(strength.of(6, 15, 40));
    AtomicBoolean burns = new AtomicBoolean(true);
    Scheduler threads = Schedulers.newBoundedElastic(processors, 100_000, "lab-work", 10, true);
    Runnable hogs = ResourceFaults.background(processors, "lab-cpu", on -> burn(millis(10), on));
    Runnable off =
        on(
            site,
            FaultKind.CPU_BURN,
            next ->
                Mono.<Reply>fromRunnable(() -> burn(nanos, burns)).subscribeOn(threads).then(next));
    return () -> {
      off.run();
      hogs.run();
      burns.set(false);
      ResourceFaults.shortlyAfter(site, threads);
    };
  }

  private static void burn(long nanos, AtomicBoolean on) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until && on.get()) {
      Thread.onSpinWait();
    }
  }

  /** Each query takes longer while it holds its connection. */
  static Runnable database(FaultSite site, Strength strength) {
    long nanos = millis(strength.of(40, 120, 400));
    ScheduledExecutorService timer = site.timer();
    return site.faults()
        .install(
            new Fault() {
              @Override
              public String name() {
                return FaultKind.SLOW_DATABASE.label();
              }

              @Override
              public <T> Mono<T> aroundLease(String pool, Mono<T> work) {
                return Delays.after(jittered(nanos), timer).then(work);
              }
            });
  }

  static long millis(double millis) {
    return (long) (millis * 1e6);
  }

  private static long jittered(long nanos) {
    return (long) (nanos * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble()));
  }
}
