package io.plimsoll.stats.sla;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Decides when a breach becomes an alert and when it is over. A breach is pending until it has held
 * for its time, then firing until the limit has been kept for its time. Each breach has a number,
 * and each of its states is entered at most once; so nothing is raised twice. Not thread-safe.
 */
public final class Hysteresis {
  private final Patience patience;
  private final Deque<Long> breached = new ArrayDeque<>(); // observations, when it may be in pieces
  private Phase phase = Phase.QUIET;
  private long episode;
  private long since;
  private long firingSince;
  private long keptSince = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;
  private long firings;
  private long firstFired;
  private long firingTime;

  /** Where a rule stands. */
  public enum Phase {
    QUIET,
    PENDING,
    FIRING
  }

  /** What an observation changed. */
  public enum Change {
    NONE,
    PENDING,
    FIRING,
    RESOLVED
  }

  /**
   * How long it waits, all in one unit of time.
   *
   * @param toFire how long a breach must hold before it fires, 0 or more
   * @param within the span in which it must hold for so long, in pieces; 0 for in one piece
   * @param toResolve how long the limit must be kept before a firing rule resolves, 0 or more
   * @param step time from one observation to the next, above 0
   */
  public record Patience(long toFire, long within, long toResolve, long step) {
    public Patience {
      if (toFire < 0 || within < 0 || toResolve < 0 || step <= 0) {
        throw new IllegalArgumentException(
            "toFire %d, within %d, toResolve %d, step %d"
                .formatted(toFire, within, toResolve, step));
      }
    }
  }

  /**
   * Everything it remembers; what {@link #restore} takes.
   *
   * @param breachedAt observations of a breach that may be in pieces
   */
  public record State(
      Phase phase,
      long episode,
      long since,
      long firingSince,
      long keptSince,
      long last,
      long firings,
      long firstFired,
      long firingTime,
      List<Long> breachedAt) {
    public State {
      breachedAt = List.copyOf(breachedAt);
    }
  }

  public Hysteresis(Patience patience) {
    this.patience = patience;
  }

  /**
   * Takes one observation. Its time must not be before that of the last one: such are left out. A
   * second one of the same time, after data that came late, can begin a breach but not end one.
   */
  public Change observe(long time, boolean breach) {
    if (time < last || (time == last && (!breach || phase != Phase.QUIET))) {
      return Change.NONE;
    }
    last = time;
    note(time, breach);
    return switch (phase) {
      case QUIET -> breach ? begin(time) : Change.NONE;
      case PENDING -> pending(time, breach);
      case FIRING -> firing(time, breach);
    };
  }

  private void note(long time, boolean breach) {
    if (patience.within() == 0) {
      return;
    }
    while (!breached.isEmpty() && breached.peekFirst() <= time - patience.within()) {
      breached.removeFirst();
    }
    if (breach) {
      breached.addLast(time);
    }
  }

  private Change begin(long time) {
    episode++;
    since = time;
    if (held(time)) {
      return fire(time);
    }
    phase = Phase.PENDING;
    return Change.PENDING;
  }

  /** Whether the breach that goes on has held long enough. */
  private boolean held(long time) {
    return patience.within() == 0
        ? time - since >= patience.toFire()
        : breached.size() * patience.step() >= patience.toFire();
  }

  private Change fire(long time) {
    phase = Phase.FIRING;
    firingSince = time;
    keptSince = Long.MIN_VALUE;
    firstFired = firings == 0 ? time : firstFired;
    firings++;
    return Change.FIRING;
  }

  private Change pending(long time, boolean breach) {
    if (breach && held(time)) {
      return fire(time);
    }
    boolean goesOn = breach || (patience.within() > 0 && !breached.isEmpty());
    if (!goesOn) {
      phase = Phase.QUIET;
      return Change.RESOLVED;
    }
    return Change.NONE;
  }

  private Change firing(long time, boolean breach) {
    if (breach) {
      keptSince = Long.MIN_VALUE;
      return Change.NONE;
    }
    keptSince = keptSince == Long.MIN_VALUE ? time : keptSince;
    if (time - keptSince < patience.toResolve()) {
      return Change.NONE;
    }
    firingTime += time - firingSince;
    phase = Phase.QUIET;
    keptSince = Long.MIN_VALUE;
    return Change.RESOLVED;
  }

  public Phase phase() {
    return phase;
  }

  /** Number of the breach that goes on, or of the last one; 0 before the first. */
  public long episode() {
    return episode;
  }

  /** When the breach that goes on, or the last one, began. */
  public long since() {
    return since;
  }

  /** How often it has fired. */
  public long firings() {
    return firings;
  }

  /** When it first fired; 0 when it has not. */
  public long firstFired() {
    return firstFired;
  }

  /** How long it has been firing in all, up to the last observation. */
  public long firingTime() {
    return phase == Phase.FIRING ? firingTime + last - firingSince : firingTime;
  }

  public State state() {
    return new State(
        phase,
        episode,
        since,
        firingSince,
        keptSince,
        last,
        firings,
        firstFired,
        firingTime,
        List.copyOf(breached));
  }

  /** Goes on where another one stood. */
  public void restore(State state) {
    phase = state.phase();
    episode = state.episode();
    since = state.since();
    firingSince = state.firingSince();
    keptSince = state.keptSince();
    last = state.last();
    firings = state.firings();
    firstFired = state.firstFired();
    firingTime = state.firingTime();
    breached.clear();
    breached.addAll(state.breachedAt());
  }
}
