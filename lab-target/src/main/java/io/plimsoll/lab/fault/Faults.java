package io.plimsoll.lab.fault;

import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** The faults that are switched on now; the first installed is the innermost. Thread-safe. */
public final class Faults {
  private final List<Fault> active = new CopyOnWriteArrayList<>();

  /** Switches a fault on; running it switches the fault off again. */
  public Runnable install(Fault fault) {
    active.add(fault);
    return () -> active.remove(fault);
  }

  /** The names of the faults that are on. */
  public List<String> names() {
    return active.stream().map(Fault::name).toList();
  }

  /** Wraps a request in every active fault. */
  public Mono<Reply> aroundRequest(Call call, Mono<Reply> next) {
    Mono<Reply> wrapped = next;
    for (Fault fault : active) {
      wrapped = fault.aroundRequest(call, wrapped);
    }
    return wrapped;
  }

  /** Lets every active fault change an operation's time, in nanoseconds. */
  public long adjustLatency(String operation, long nanos) {
    long adjusted = nanos;
    for (Fault fault : active) {
      adjusted = fault.adjustLatency(operation, adjusted);
    }
    return adjusted;
  }

  /** Wraps the use of a pooled connection in every active fault. */
  public <T> Mono<T> aroundLease(String pool, Mono<T> work) {
    Mono<T> wrapped = work;
    for (Fault fault : active) {
      wrapped = fault.aroundLease(pool, wrapped);
    }
    return wrapped;
  }

  /** Whether any active fault lets a task of {@code kind} fail. */
  public boolean failsTask(String kind) {
    boolean fails = false;
    for (Fault fault : active) {
      fails |= fault.failsTask(kind);
    }
    return fails;
  }
}
