package io.plimsoll.lab.fault;

import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.Reply;
import reactor.core.publisher.Mono;

/**
 * Something that can go wrong in the target. Each method is one place where a fault may reach in;
 * the default leaves things as they are. Implementations are called from many threads and must not
 * block them unless blocking is the fault.
 */
public interface Fault {

  /** A short name for metrics and listings. */
  String name();

  /** Around a whole HTTP request: delay it, replace its reply or let it fail. */
  default Mono<Reply> aroundRequest(Call call, Mono<Reply> next) {
    return next;
  }

  /** The time an operation takes, in nanoseconds, once its law has been asked. */
  default long adjustLatency(String operation, long nanos) {
    return nanos;
  }

  /** Around the work done while a connection of {@code pool} is held. */
  default <T> Mono<T> aroundLease(String pool, Mono<T> work) {
    return work;
  }

  /** Before a worker starts a task of {@code kind}; true makes the task end as failed. */
  default boolean failsTask(String kind) {
    return false;
  }
}
