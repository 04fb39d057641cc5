package io.plimsoll.load.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** What the workload of one lane works with. For that lane's thread. */
final class LaneContext {
  private final int index;
  private final int lanes;
  private final Lane lane;
  private final AgentClock clock;
  private final OutcomeSink sink;
  private final Phases phases;
  private final LaneTally tally;
  private final long startNanos;
  private final Map<Object, Pending> pending = new HashMap<>();
  private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
  private final Runnable runTurns = this::runTurns; // made once, not per request
  private boolean runningTurns;
  private boolean abandoned;

  LaneContext(
      int index,
      int lanes,
      Lane lane,
      AgentClock clock,
      OutcomeSink sink,
      Phases phases,
      LaneTally tally,
      long startNanos) {
    this.index = index;
    this.lanes = lanes;
    this.lane = lane;
    this.clock = clock;
    this.sink = sink;
    this.phases = phases;
    this.tally = tally;
    this.startNanos = startNanos;
  }

  /** Who has begun something that the lane's end waits for. */
  interface Pending {
    /** Ends whatever still is under way; nothing follows. */
    void abandon(String reason);
  }

  int index() {
    return index;
  }

  int lanes() {
    return lanes;
  }

  Lane lane() {
    return lane;
  }

  AgentClock clock() {
    return clock;
  }

  /** Runs the task on the lane's thread, never inside the caller. */
  void runAt(long nanos, Runnable task) {
    long delay = nanos - clock.nanos();
    if (delay <= 0) {
      lane.loop().execute(task);
    } else {
      ScheduledFuture<?> unused = lane.loop().schedule(task, delay, TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Runs the task on the lane's thread, never inside the caller: what is ready to be read now is
   * read first, so that no answer waits for requests to be written.
   */
  void runNext(Runnable task) {
    boolean planned = runningTurns || !turns.isEmpty();
    turns.addLast(task);
    if (!planned) {
      lane.loop().execute(runTurns); // once for all that are ready, and not for each
    }
  }

  private void runTurns() {
    runningTurns = true;
    try {
      for (int ready = turns.size(); ready > 0; ready--) {
        turns.pollFirst().run();
      }
    } finally {
      runningTurns = false;
      if (!turns.isEmpty()) {
        lane.loop().execute(runTurns); // behind what is to be read now, and after a defect
      }
    }
  }

  /** A request is handed to the lane: how late is the generator itself? */
  void began(long intendedNanos, long nowNanos) {
    tally.scheduleLag(nowNanos - intendedNanos);
  }

  void record(Exchange exchange) {
    sink.accept(exchange, phases.at(exchange.intendedNanos() - startNanos));
    tally.add(exchange);
  }

  void heartbeat(long nowNanos) {
    sink.heartbeat(nowNanos);
  }

  /** Something has begun that no request in flight stands for: the lane's end waits for it. */
  void pending(Object what, Pending whose) {
    pending.put(what, whose);
  }

  void settled(Object what) {
    pending.remove(what);
  }

  boolean anyPending() {
    return !pending.isEmpty();
  }

  /** Nothing begins any more from here on, not even what leads to an end. */
  void abandon() {
    abandoned = true;
  }

  boolean abandoned() {
    return abandoned;
  }

  void abandonPending(String reason) {
    List.copyOf(pending.values()).forEach(whose -> whose.abandon(reason));
    pending.clear();
  }
}
