package io.plimsoll.lab.latency;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Waits by a timer, never by a sleeping thread. */
public final class Delays {

  private Delays() {}

  /**
   * Completes on {@code timer} after at least {@code nanos}; at once when there is nothing to wait.
   */
  public static Mono<Void> after(long nanos, ScheduledExecutorService timer) {
    if (nanos <= 0) {
      return Mono.empty();
    }
    return Mono.create(
        sink -> {
          Future<?> due = timer.schedule(() -> sink.success(), nanos, TimeUnit.NANOSECONDS);
          sink.onDispose(() -> due.cancel(false));
        });
  }
}
