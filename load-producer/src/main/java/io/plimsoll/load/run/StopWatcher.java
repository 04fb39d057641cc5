package io.plimsoll.load.run;

import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.OperationCounts;
import io.plimsoll.load.scenario.StopRule;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sees in the agent's own counts when a reason to stop has come. A rule says nothing before as much
 * time has passed as it looks back. For one thread; call about once a second.
 */
final class StopWatcher {
  private final List<StopRule> rules;
  private final long longestNanos;
  private final ArrayDeque<Moment> moments = new ArrayDeque<>();

  private record Moment(long atNanos, long requests, long fails, long unanswered) {
    static Moment of(long atNanos, EngineSnapshot snapshot) {
      long requests = 0;
      long fails = 0;
      long unanswered = 0;
      for (OperationCounts counts : snapshot.operations()) {
        requests += counts.requests();
        fails += counts.fails();
        unanswered += counts.unanswered();
      }
      return new Moment(atNanos, requests, fails, unanswered);
    }
  }

  StopWatcher(List<StopRule> rules) {
    this.rules = List.copyOf(rules);
    this.longestNanos = rules.stream().mapToLong(rule -> rule.over().toNanos()).max().orElse(0);
  }

  /** Why to stop, when it is time to. */
  Optional<String> look(long nowNanos, EngineSnapshot snapshot) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Moment now = Moment.of(nowNanos, snapshot);
    moments.addLast(now);
    Optional<String> reason =
        rules.stream().map(rule -> judge(rule, now)).flatMap(Optional::stream).findFirst();
    while (moments.size() > 1 && secondOldest().atNanos() <= nowNanos - longestNanos) {
      moments.removeFirst();
    }
    return reason;
  }

  private Moment secondOldest() {
    Iterator<Moment> all = moments.iterator();
    all.next();
    return all.next();
  }

  private Optional<String> judge(StopRule rule, Moment now) {
    Moment then = null;
    for (Moment moment : moments) {
      if (moment.atNanos() <= now.atNanos() - rule.over().toNanos()) {
        then = moment;
      }
    }
    long requests = then == null ? 0 : now.requests() - then.requests();
    if (requests == 0) {
      return Optional.empty();
    }
    double failed = (double) (now.fails() - then.fails()) / (double) requests;
    boolean met =
        rule.kind() == StopRule.Kind.ERROR_RATE
            ? failed > rule.limit()
            : now.unanswered() - then.unanswered() == requests;
    return met ? Optional.of(sentence(rule, failed)) : Optional.empty();
  }

  private static String sentence(StopRule rule, double failed) {
    return String.format(
        Locale.ROOT,
        "stopped by its condition \"%s\": %.1f %% of the requests of the last %d s failed",
        rule.text(),
        failed * 100,
        rule.over().toSeconds());
  }
}
