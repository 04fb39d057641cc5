package io.plimsoll.lab.websocket;

import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts of all WebSocket connections, and the limit on them. Thread-safe. */
public final class SocketMetrics implements Collector {
  private final int maxConnections;
  private final AtomicInteger active = new AtomicInteger();
  private final LongAdder opened = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder queued = new LongAdder();
  private final LongAdder abandoned = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder timedOut = new LongAdder();

  SocketMetrics(int maxConnections) {
    this.maxConnections = maxConnections;
  }

  /** Connections open now. */
  public int active() {
    return active.get();
  }

  /** Connections refused because there were too many. */
  public long rejected() {
    return rejected.sum();
  }

  /** Messages dropped because their readers were too slow. */
  public long drops() {
    return dropped.sum();
  }

  boolean tryOpen() {
    int before = active.getAndUpdate(n -> n < maxConnections ? n + 1 : n);
    if (before >= maxConnections) {
      rejected.increment();
      return false;
    }
    opened.increment();
    return true;
  }

  void closed() {
    active.decrementAndGet();
  }

  void received() {
    received.increment();
  }

  void sent() {
    sent.increment();
  }

  void queued() {
    queued.increment();
  }

  void abandoned(int messages) {
    abandoned.add(messages);
  }

  /** Messages that wait for their readers. */
  long waiting() {
    return Math.max(0, queued.sum() - sent.sum() - abandoned.sum());
  }

  void dropped() {
    dropped.increment();
  }

  void timedOut() {
    timedOut.increment();
  }

  @Override
  public void collect(Exposition out) {
    String help = "WebSocket connections open now.";
    out.single("websocket_connections_active", "gauge", help, active());
    out.single("websocket_active_connections", "gauge", help + " (The name S1 uses.)", active());
    out.single("websocket_connections_total", "counter", "Connections opened.", opened.sum());
    out.single(
        "websocket_connections_rejected_total",
        "counter",
        "Connections refused: too many were open.",
        rejected());
    out.single(
        "websocket_heartbeat_timeouts_total",
        "counter",
        "Connections closed because the client was silent.",
        timedOut.sum());
    out.single("websocket_messages_received_total", "counter", "Messages read.", received.sum());
    out.single("websocket_messages_sent_total", "counter", "Messages handed on.", sent.sum());
    out.single(
        "websocket_messages_queued", "gauge", "Messages that wait for slow readers.", waiting());
    out.single(
        "websocket_backpressure_drops_total",
        "counter",
        "Messages dropped for slow readers.",
        drops());
  }
}
