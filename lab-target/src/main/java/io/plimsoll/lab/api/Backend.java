package io.plimsoll.lab.api;

import io.plimsoll.lab.fault.Faults;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.latency.Delays;
import io.plimsoll.lab.latency.Latencies;
import io.plimsoll.lab.pool.ResourcePool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What every route of the target stands on: its time by the operation's law and, where it asks the
 * database, a connection held for the time of the query. Thread-safe.
 */
public final class Backend {
  private final Latencies latencies;
  private final ResourcePool database;
  private final Faults faults;

  public Backend(Latencies latencies, ResourcePool database, Faults faults) {
    this.latencies = latencies;
    this.database = database;
    this.faults = faults;
  }

  /** Answers after the operation's time. */
  <T> Mono<T> compute(Call call, String operation, Supplier<T> answer) {
    return time(operation, call.loop()).then(Mono.fromSupplier(answer));
  }

  /** Answers after a query on a database connection and the operation's time. */
  <T> Mono<T> query(Call call, String operation, Supplier<T> answer) {
    return database
        .use(time("database", call.loop()))
        .then(Mono.defer(() -> compute(call, operation, answer)));
  }

  /** The next time of {@code operation}, waited on {@code timer}. */
  public Mono<Void> time(String operation, ScheduledExecutorService timer) {
    return Mono.defer(() -> Delays.after(nextNanos(operation), timer));
  }

  private long nextNanos(String operation) {
    return faults.adjustLatency(operation, latencies.nextNanos(operation));
  }
}
