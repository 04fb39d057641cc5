package io.plimsoll.load.engine;

import io.plimsoll.load.schedule.ArrivalSchedule;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * The arrivals of one lane: every {@code lanes}-th, from its own index on. The intended start of an
 * arrival is its time on the schedule, whatever keeps it waiting. The steps of a behaviour follow
 * each other: each later one is intended when the one before has ended.
 *
 * <p>One task on the event loop releases what is due and plans itself for the next arrival. It
 * yields after a burst so that answers are read.
 */
final class OpenWorkload implements Workload, Runnable {
  private static final int BURST = 256;

  private final LaneContext context;
  private final ArrivalSchedule schedule;
  private final Population population;
  private final JourneyChoice choice;
  private final SplittableRandom random;
  private final ArrayDeque<Visit> idle = new ArrayDeque<>();

  private CoreWait coreWait; // null before the start
  private Pacer pacer;
  private long startNanos;
  private long next;
  private boolean stopped;
  private int active;

  OpenWorkload(LaneContext context, ArrivalSchedule schedule, Population population, long seed) {
    this.context = context;
    this.schedule = schedule;
    this.population = population;
    this.choice = population.anyJourney();
    this.random = Seeds.random(seed, context.index());
    this.next = context.index();
  }

  @Override
  public void start(long atNanos) {
    startNanos = atNanos;
    coreWait = CoreWait.ofThisThread();
    pacer = new Pacer(context, new SpinLimit(coreWait, context.clock().nanos()), this);
    run();
  }

  @Override
  public void run() {
    for (int released = 0; released < BURST; released++) {
      if (stopped || next >= schedule.count()) {
        return;
      }
      long due = startNanos + schedule.arrivalNanos(next);
      long now = context.clock().nanos();
      if (due > now) {
        pacer.wakeAt(due, now);
        return;
      }
      release(due, now);
    }
    context.lane().loop().execute(this);
  }

  private void release(long due, long now) {
    Visit visit = idle.isEmpty() ? new Visit() : idle.pollLast();
    active++;
    visit.begin(choice.next(random), next, due, now);
    next += context.lanes();
  }

  /** At the end of the plan whatever is due has been intended, even if the loop lags. */
  @Override
  public void stop() {
    long now = context.clock().nanos();
    while (!stopped && next < schedule.count()) {
      long due = startNanos + schedule.arrivalNanos(next);
      if (due > now) {
        break;
      }
      release(due, now);
    }
    stopped = true;
    if (coreWait != null) {
      coreWait.close();
    }
  }

  @Override
  public int activeUsers() {
    return active;
  }

  /** One arrival on its way through its behaviour: a user of its own, who knows nothing yet. */
  private final class Visit implements Walk.Owner {
    private final Session session = population.session(random);
    private final Walk walk = new Walk(context, session, this, true);

    void begin(Journey chosen, long number, long due, long now) {
      session.become(number);
      walk.begin(chosen, number, due, due, now, true);
    }

    @Override
    public boolean mayBegin(long intendedNanos) {
      return !stopped;
    }

    /** Whoever has a WebSocket stays as long as it thinks; others have nothing left to hold. */
    @Override
    public void arrived(long atNanos, long nowNanos) {
      if (atNanos > nowNanos && walk.hasSocket() && !stopped) {
        context.runAt(atNanos, this::leave);
      } else {
        leave();
      }
    }

    private void leave() {
      walk.leave();
      active--;
      idle.addLast(this);
    }
  }
}
