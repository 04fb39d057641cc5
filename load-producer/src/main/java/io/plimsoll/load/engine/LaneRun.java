package io.plimsoll.load.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The life of one lane: it works until its plan ends or it is told to stop, refuses what still
 * waits for a connection, and waits for what is in flight, being polled for, or leading a user out,
 * but no longer than the drain. Its heartbeat goes on until the lane is closed, so that marks can
 * follow. For that lane's thread, except where said.
 */
final class LaneRun {
  private static final long HEARTBEAT_NANOS = 50_000_000L;
  private static final int HEARTBEATS_PER_PUBLISH = 10;
  private static final String ENDED = "the run ended before a connection was free";
  private static final String ABANDONED = "the run ended before the answer";

  private final LaneContext context;
  private final Workload workload;
  private final LaneTally tally;
  private final long drainNanos;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private long heartbeatDueNanos;
  private int heartbeats;
  private boolean stopping;
  private long drainUntilNanos;

  LaneRun(LaneContext context, Workload workload, LaneTally tally, long drainNanos) {
    this.context = context;
    this.workload = workload;
    this.tally = tally;
    this.drainNanos = drainNanos;
  }

  /** Completes when every request begun has its outcome. Any thread. */
  CompletableFuture<Void> done() {
    return done;
  }

  LaneTally tally() {
    return tally;
  }

  /** Plans the whole run; any thread. */
  void plan(long startNanos, long endNanos) {
    context.runAt(context.clock().nanos(), this::beginHeartbeat);
    context.runAt(startNanos, guarded(() -> workload.start(startNanos)));
    context.runAt(endNanos, guarded(() -> stop(drainNanos)));
  }

  /** Begins nothing any more; any thread. A shorter drain wins over an earlier one. */
  void requestStop(long drain) {
    if (!done.isDone()) {
      context.lane().loop().execute(guarded(() -> stop(drain)));
    }
  }

  private void stop(long drain) {
    long until = context.clock().nanos() + drain;
    if (!stopping) {
      stopping = true;
      drainUntilNanos = until;
      workload.stop();
      context.lane().refuseWaiting(ENDED);
      checkDrained();
    } else if (until < drainUntilNanos) {
      drainUntilNanos = until;
      checkDrained();
    }
  }

  private void beginHeartbeat() {
    heartbeatDueNanos = context.clock().nanos();
    heartbeat();
  }

  private void heartbeat() {
    long now = context.clock().nanos();
    tally.endPeriod(now - heartbeatDueNanos);
    if (stopping && !done.isDone()) {
      checkDrained();
    }
    if (++heartbeats % HEARTBEATS_PER_PUBLISH == 0) {
      publish(now);
    }
    context.heartbeat(context.clock().nanos());
    heartbeatDueNanos = context.clock().nanos() + HEARTBEAT_NANOS;
    if (!context.lane().loop().isShutdown()) {
      ScheduledFuture<?> unused =
          context.lane().loop().schedule(this::heartbeat, HEARTBEAT_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void checkDrained() {
    Lane lane = context.lane();
    boolean busy = lane.inFlight() > 0 || context.anyPending();
    if (busy && context.clock().nanos() >= drainUntilNanos) {
      context.abandon();
      lane.refuseWaiting(ENDED);
      lane.abandonInFlight(ABANDONED);
      context.abandonPending(ABANDONED);
    }
    if (lane.inFlight() == 0 && !context.anyPending()) {
      lane.end();
      publish(context.clock().nanos());
      done.complete(null);
    }
  }

  private void publish(long now) {
    Lane lane = context.lane();
    tally.publish(now, workload.activeUsers(), lane.inFlight(), lane.waiting(), lane.sentAgain());
  }

  /** A defect must end the run loudly, not silently kill a task of the event loop. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error defect) {
        done.completeExceptionally(defect);
        throw defect;
      }
    };
  }
}
