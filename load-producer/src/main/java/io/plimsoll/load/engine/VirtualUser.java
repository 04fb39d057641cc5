package io.plimsoll.load.engine;

/**
 * One closed-loop actor. It does what its type does first, then one behaviour after the other, and
 * last what its type does at the end; it waits for every answer and thinks after it. It is there
 * until its time is over, also while it does nothing but think or listen.
 *
 * <p>Behaviours with a frequency have a timetable. A visit is intended when the timetable says so,
 * also while the user is still busy with the one before; what is overdue when the user goes is
 * recorded as not sent.
 */
final class VirtualUser implements Walk.Owner, Runnable {
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
  private long restNanos;
  private long wakeNanos;
  private boolean resting;
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
      walk.begin(type.onStart().get(), id, atNanos, atNanos, now, true);
    } else {
      visit(atNanos, now, true);
    }
  }

  private void visit(long atNanos, long now, boolean inside) {
    visitNanos = atNanos;
    if (dueNanos.length == 0) {
      walk.begin(type.choice().next(session.random()), id, atNanos, atNanos, now, inside);
      return;
    }
    int next = nextDue();
    if (dueNanos[next] > now) {
      rest(dueNanos[next]);
      return;
    }
    visitNanos = dueNanos[next];
    dueNanos[next] += type.intervalNanos().get(next);
    walk.begin(type.journeys().get(next), id, visitNanos, atNanos, now, inside);
  }

  /** Which behaviour's turn comes first. */
  private int nextDue() {
    int next = 0;
    for (int i = 1; i < dueNanos.length; i++) {
      next = dueNanos[i] < dueNanos[next] ? i : next;
    }
    return next;
  }

  @Override
  public boolean mayBegin(long intendedNanos) {
    return leaving ? !context.abandoned() : intendedNanos < stopNanos && !workload.stopped();
  }

  @Override
  public void arrived(long atNanos, long nowNanos) {
    if (leaving) {
      leave();
    } else if (workload.stopped() || nowNanos >= stopNanos) {
      depart();
    } else if (dueNanos.length > 0) {
      rest(nowNanos); // the timetable sets the pace, not the pause at the end
    } else if (atNanos > nowNanos) {
      rest(atNanos);
    } else if (atNanos > visitNanos) {
      visit(atNanos, nowNanos, false);
    } else {
      rest(atNanos + IDLE_PAUSE_NANOS);
    }
  }

  /** Does nothing until then, or until its time is over. */
  private void rest(long untilNanos) {
    resting = true;
    restNanos = untilNanos;
    wakeNanos = Math.min(untilNanos, stopNanos);
    context.runAt(wakeNanos, this);
  }

  /** A rest is over, or one that was broken off would be. */
  @Override
  public void run() {
    long now = context.clock().nanos();
    if (resting && now >= wakeNanos) {
      resting = false;
      if (mayBegin(restNanos) && now < restNanos) {
        rest(restNanos); // its time has been prolonged
      } else if (mayBegin(restNanos)) {
        visit(restNanos, now, true);
      } else {
        depart();
      }
    }
  }

  /** The plan has ended: a pause is broken off, a request is not. */
  void stop() {
    stopNanos = Math.min(stopNanos, context.clock().nanos());
    if (here && !leaving) {
      workload.overdue(this);
    }
    if (here && !leaving && (walk.pausing() || !walk.walking())) {
      walk.breakOff();
      depart();
    }
  }

  /**
   * Tells of visits that were intended while the user was busy, and will not be made any more.
   *
   * @return how many; less than {@code most} when there are no more
   */
  int giveUpOverdue(int most) {
    long now = context.clock().nanos();
    long until = Math.min(stopNanos, now);
    int told = 0;
    for (int i = 0; i < dueNanos.length; i++) {
      while (told < most && dueNanos[i] < until) {
        walk.notBegun(type.journeys().get(i), id, dueNanos[i], now);
        dueNanos[i] += type.intervalNanos().get(i);
        told++;
      }
    }
    return told;
  }

  private void depart() {
    resting = false;
    if (!workload.stopped()) { // then they are told by and by
      giveUpOverdue(Integer.MAX_VALUE);
    }
    if (type.onStop().isPresent() && !context.abandoned()) {
      leaving = true;
      context.pending(this, walk);
      long now = context.clock().nanos();
      walk.begin(type.onStop().get(), id, now, now, now, false);
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
