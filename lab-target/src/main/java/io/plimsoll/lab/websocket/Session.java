package io.plimsoll.lab.websocket;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One open connection. Messages to it wait in a bounded queue while its client reads slowly; what
 * does not fit is dropped and counted. Thread-safe.
 */
final class Session {
  private final List<String> pathValues;
  private final EventLoop loop;
  private final SocketMetrics metrics;
  private final Queue<Message> queue;
  private final Sinks.Many<Message> outgoing; // emissions guarded by this
  private final AtomicLong drops = new AtomicLong();

  Session(List<String> pathValues, EventLoop loop, int queueCapacity, SocketMetrics metrics) {
    this.pathValues = pathValues;
    this.loop = loop;
    this.metrics = metrics;
    this.queue = new LinkedBlockingQueue<>(queueCapacity);
    this.outgoing = Sinks.many().unicast().onBackpressureBuffer(queue);
  }

  String pathValue(int index) {
    return pathValues.get(index);
  }

  EventLoop loop() {
    return loop;
  }

  /** Queues a message for the client, or drops it when the queue is full. */
  void send(Message message) {
    Sinks.EmitResult result;
    synchronized (this) {
      result = outgoing.tryEmitNext(message);
    }
    if (result == Sinks.EmitResult.OK) {
      metrics.queued();
    } else if (result == Sinks.EmitResult.FAIL_OVERFLOW) {
      drops.incrementAndGet();
      metrics.dropped();
    }
  }

  /** Ends the connection once everything queued is sent. */
  synchronized void complete() {
    var unused = outgoing.tryEmitComplete();
  }

  /** The connection is gone, and what waits for it too. */
  void ended() {
    metrics.abandoned(queue.size());
  }

  long drops() {
    return drops.get();
  }

  int queueSize() {
    return queue.size();
  }

  Flux<Message> outgoing() {
    return outgoing.asFlux().doOnNext(message -> metrics.sent());
  }
}
