package io.plimsoll.load.engine;

/**
 * One closed-loop actor. It does what its type does first, then one behaviour after the other, and
 * last what its type does at the end; it waits for every answer and thinks after it.
 */
final class VirtualUser implements Walk.Owner {
  /** A behaviour that had nothing to do must not turn into a loop without end. */
  private static final long IDLE_PAUSE_NANOS = 100_000_000L;

  private final ClosedWorkload workload;
  private final LaneContext context;
  private final long id;
  private final Population.Type type;
  private final Session session;
  private final Walk walk;
  private final long[] dueNanos;

  private long stopNanos;
  private long visitNanos;
  private boolean here;
  private boolean leaving;

  VirtualUser(
      ClosedWorkload workload,
      LaneContext context,
      long id,
      Population.Type type,
      Session session) {
    this.workload = workload;
    this.context = context;
    this.id = id;
    this.type = type;
    this.session = session;
    this.walk = new Walk(context, session, this, false);
    this.dueNanos = new long[type.intervalNanos().size()];
  }

  /** Plans one of its lives. */
  void come(long fromNanos, long untilNanos) {
    context.runAt(fromNanos, () -> begin(fromNanos, untilNanos));
  }

  private void begin(long atNanos, long untilNanos) {
    if (workload.stopped()) {
      return;
    }
    stopNanos = untilNanos;
    if (here && !leaving) {
      return; // still busy with the last request of its life before: it simply stays
    }
    if (here) {
      context.runAt(context.clock().nanos() + IDLE_PAUSE_NANOS, () -> begin(atNanos, untilNanos));
      return;
    }
    here = true;
    leaving = false;
    workload.began();
    session.become(id);
    for (int i = 0; i < dueNanos.length; i++) {
      dueNanos[i] = atNanos + session.random().nextLong(type.intervalNanos().get(i));
    }
    visitNanos = atNanos;
    long now = context.clock().nanos();
    if (type.onStart().isPresent()) {
      walk.begin(type.onStart().get(), id, atNanos, now, true);
    } else {
      visit(atNanos, now, true);
    }
  }

  private void visit(long atNanos, long now, boolean inside) {
    visitNanos = atNanos;
    if (dueNanos.length == 0) {
      walk.begin(type.choice().next(session.random()), id, atNanos, now, inside);
      return;
    }
    int next = 0;
    for (int i = 1; i < dueNanos.length; i++) {
      next = dueNanos[i] < dueNanos[next] ? i : next;
    }
    // Late or not, the visit is intended when the timetable says so.
    visitNanos = dueNanos[next];
    dueNanos[next] += type.intervalNanos().get(next);
    walk.begin(type.journeys().get(next), id, visitNanos, now, inside);
  }

  @Override
  public boolean mayBegin(long intendedNanos) {
    return leaving ? !context.abandoned() : intendedNanos < stopNanos && !workload.stopped();
  }

  @Override
  public void arrived(long atNanos, long nowNanos) {
    if (leaving) {
      leave();
    } else if (!mayBegin(atNanos)) {
      depart();
    } else if (atNanos > visitNanos) {
      visit(atNanos, nowNanos, false);
    } else {
      long later = atNanos + IDLE_PAUSE_NANOS;
      context.runAt(later, () -> afterIdling(later));
    }
  }

  private void afterIdling(long atNanos) {
    if (here && !leaving && !walk.walking()) {
      if (mayBegin(atNanos)) {
        visit(atNanos, context.clock().nanos(), true);
      } else {
        depart();
      }
    }
  }

  /** The plan has ended: a pause is broken off, a request is not. */
  void stop() {
    if (here && !leaving && (walk.pausing() || !walk.walking())) {
      walk.breakOff();
      depart();
    }
  }

  private void depart() {
    if (type.onStop().isPresent() && !context.abandoned()) {
      leaving = true;
      context.pending(this, walk);
      long now = context.clock().nanos();
      walk.begin(type.onStop().get(), id, now, now, false);
    } else {
      leave();
    }
  }

  private void leave() {
    context.settled(this);
    walk.leave();
    if (here) {
      here = false;
      workload.ended();
    }
  }
}
