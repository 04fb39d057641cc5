package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Behaviour;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.load.scenario.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The types of users of a scenario, with their journeys made ready. Thread-safe. */
final class Population {
  private final List<Type> types = new ArrayList<>();
  private final double[] shares;
  private final Feeds feeds;
  private final boolean cookies;
  private final Target target;
  private final AgentClock clock;

  /**
   * One type of users.
   *
   * @param intervalNanos of each journey when users keep a timetable; empty when they choose
   */
  record Type(
      Optional<Journey> onStart,
      Optional<Journey> onStop,
      List<Journey> journeys,
      JourneyChoice choice,
      List<Long> intervalNanos) {}

  private Population(Scenario scenario, Transport transport, AgentClock clock) {
    this.feeds = new Feeds(scenario.feeders());
    this.cookies = scenario.cookies();
    this.target = scenario.target();
    this.clock = clock;
    List<String> names = scenario.operations();
    double weights = scenario.userTypes().stream().mapToDouble(UserType::weight).sum();
    this.shares = new double[scenario.userTypes().size()];
    for (UserType type : scenario.userTypes()) {
      shares[types.size()] = type.weight() / weights;
      types.add(type(type, transport, names));
    }
  }

  static Population of(Scenario scenario, Transport transport, AgentClock clock) {
    return new Population(scenario, transport, clock);
  }

  private static Type type(UserType type, Transport transport, List<String> names) {
    List<JourneyChoice.Weighted> weighted = new ArrayList<>();
    List<Long> intervals = new ArrayList<>();
    double weights = type.behaviours().stream().mapToDouble(Behaviour::weight).sum();
    for (Behaviour each : type.behaviours()) {
      Journey journey = Journey.of(each, transport, names);
      weighted.add(new JourneyChoice.Weighted(journey, each.weight() / weights * type.weight()));
      each.perMinute().ifPresent(rate -> intervals.add(Math.round(60e9 / rate)));
    }
    return new Type(
        type.onStart().map(each -> Journey.of(each, transport, names)),
        type.onStop().map(each -> Journey.of(each, transport, names)),
        weighted.stream().map(JourneyChoice.Weighted::journey).toList(),
        new JourneyChoice(weighted),
        List.copyOf(intervals));
  }

  /** Whether any users have visits that are intended at times of their own. */
  boolean hasTimetables() {
    return types.stream().anyMatch(type -> !type.intervalNanos().isEmpty());
  }

  /** Any journey of any type, by their weights. */
  JourneyChoice anyJourney() {
    List<JourneyChoice.Weighted> all = new ArrayList<>();
    types.forEach(type -> all.addAll(type.choice().all()));
    return new JourneyChoice(all);
  }

  /**
   * The type of each user. The shares are met as well as whole users can, by any first users: each
   * next one is of the type that lags behind most.
   */
  List<Type> assigned(int users) {
    int[] given = new int[shares.length];
    List<Type> assigned = new ArrayList<>(users);
    for (int i = 1; i <= users; i++) {
      int chosen = 0;
      for (int type = 1; type < shares.length; type++) {
        boolean behind = shares[type] * i - given[type] > shares[chosen] * i - given[chosen];
        chosen = behind ? type : chosen;
      }
      given[chosen]++;
      assigned.add(types.get(chosen));
    }
    return assigned;
  }

  Session session(SplittableRandom random) {
    return new Session(feeds, random, new CookieJar(cookies, target, clock));
  }
}
