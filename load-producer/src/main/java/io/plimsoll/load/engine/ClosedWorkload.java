package io.plimsoll.load.engine;

import io.plimsoll.load.schedule.UserSchedule;
import io.plimsoll.load.schedule.UserSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The virtual users of one lane: every {@code lanes}-th, from its own index on.
 *
 * <p>A user's intended start is when it wanted to send: its begin, or the end of its last request
 * plus its think time. What the generator or a busy connection pool adds counts in the response
 * time.
 */
final class ClosedWorkload implements Workload {
  private final LaneContext context;
  private final UserSchedule schedule;
  private final Population population;
  private final long seed;
  private final List<VirtualUser> users = new ArrayList<>();
  private final OverdueVisits overdue;
  private boolean stopped;
  private int active;

  ClosedWorkload(LaneContext context, UserSchedule schedule, Population population, long seed) {
    this.context = context;
    this.schedule = schedule;
    this.population = population;
    this.seed = seed;
    this.overdue = new OverdueVisits(context);
  }

  @Override
  public void start(long startNanos) {
    List<Population.Type> types = population.assigned(schedule.users());
    for (int id = context.index(); id < schedule.users(); id += context.lanes()) {
      SplittableRandom random = Seeds.random(seed, id);
      VirtualUser user =
          new VirtualUser(this, context, id, types.get(id), population.session(random));
      users.add(user);
      for (UserSpan span : schedule.spans(id)) {
        user.come(startNanos + span.beginNanos(), startNanos + span.endNanos());
      }
    }
  }

  @Override
  public void stop() {
    users.forEach(VirtualUser::run); // what is due has been intended, even if the loop lags
    stopped = true;
    users.forEach(VirtualUser::stop);
  }

  /** The load has ended, and this user may have had no time for all that was intended. */
  void overdue(VirtualUser user) {
    if (population.hasTimetables()) {
      overdue.add(user);
    }
  }

  boolean stopped() {
    return stopped;
  }

  void began() {
    active++;
  }

  void ended() {
    active--;
  }

  @Override
  public int activeUsers() {
    return active;
  }
}
