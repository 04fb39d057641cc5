package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The most requests a scenario can send, by Little's law with a response time of zero: a user that
 * pauses Z for each request sends 1 + T/Z of them in its time T. Arrivals are what the schedule
 * says. Steps before and after a user's life are left out of the rates.
 */
final class Ceiling {
  private final Scenario scenario;
  private final double seconds;
  private final double requests;
  private final double pausePerRequest;
  private final Map<String, Double> byOperation;

  private Ceiling(Scenario scenario) {
    this.scenario = scenario;
    this.seconds = seconds(scenario.load().duration());
    VisitReach visit = visit(scenario, false);
    this.pausePerRequest = visit.pauseSeconds() / visit.requests();
    Map<String, Double> quick = reach(scenario, false);
    double sumOfQuick = sum(quick);
    Map<String, Double> polling = reach(scenario, true);
    polling.forEach((operation, times) -> quick.merge(operation, times, Math::max));
    Set<String> unbounded = unbounded(scenario);
    unbounded.forEach(operation -> quick.put(operation, Double.POSITIVE_INFINITY));
    this.requests =
        unbounded.isEmpty() ? Math.max(sumOfQuick, sum(polling)) : Double.POSITIVE_INFINITY;
    this.byOperation = quick;
  }

  /** Operations that no pacing bounds, steps before and after a user's life among them. */
  private static Set<String> unbounded(Scenario scenario) {
    VisitReach all = new VisitReach(false);
    scenario.userTypes().stream()
        .flatMap(UserType::everything)
        .forEach(behaviour -> all.add(behaviour, 1));
    return all.unbounded();
  }

  static Ceiling of(Scenario scenario) {
    return new Ceiling(scenario);
  }

  private static double sum(Map<String, Double> times) {
    return times.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Requests of each operation over the whole run. */
  private static Map<String, Double> reach(Scenario scenario, boolean mostPolls) {
    Map<String, Double> reach = new LinkedHashMap<>();
    if (scenario.load() instanceof Load.Closed closed) {
      double weights = scenario.userTypes().stream().mapToDouble(UserType::weight).sum();
      for (UserType type : scenario.userTypes()) {
        addUsers(reach, type, closed, type.weight() / weights, mostPolls);
      }
    } else {
      double arrivals = arrivals((Load.Open) scenario.load());
      visit(scenario, mostPolls)
          .times()
          .forEach((operation, times) -> reach.put(operation, arrivals * times));
    }
    return reach;
  }

  private static void addUsers(
      Map<String, Double> reach, UserType type, Load.Closed load, double share, boolean mostPolls) {
    double users = share * load.users();
    double userSeconds = share * load.userSeconds();
    if (type.keepsTimetable()) {
      for (Behaviour behaviour : type.behaviours()) {
        double visits = users + userSeconds * behaviour.perMinute().orElseThrow() / 60;
        new VisitReach(mostPolls)
            .add(behaviour, visits)
            .times()
            .forEach((operation, times) -> reach.merge(operation, times, Double::sum));
      }
      return;
    }
    VisitReach visit = visit(type, 1, new VisitReach(mostPolls));
    double all = visit.requests();
    double requests =
        visit.pauseSeconds() == 0
            ? Double.POSITIVE_INFINITY
            : users + userSeconds * all / visit.pauseSeconds();
    visit.times().forEach((name, times) -> reach.merge(name, requests * times / all, Double::sum));
  }

  /** An average visit over all types of users. */
  private static VisitReach visit(Scenario scenario, boolean mostPolls) {
    double weights = scenario.userTypes().stream().mapToDouble(UserType::weight).sum();
    VisitReach visit = new VisitReach(mostPolls);
    for (UserType type : scenario.userTypes()) {
      visit(type, type.weight() / weights, visit);
    }
    return visit;
  }

  private static VisitReach visit(UserType type, double share, VisitReach visit) {
    double weights = type.behaviours().stream().mapToDouble(Behaviour::weight).sum();
    type.behaviours().forEach(each -> visit.add(each, share * each.weight() / weights));
    return visit;
  }

  private static double arrivals(Load.Open load) {
    return load.stages().stream()
        .mapToDouble(
            stage -> (stage.fromPerSecond() + stage.toPerSecond()) / 2 * seconds(stage.over()))
        .sum();
  }

  double requestsAtMost() {
    return requests;
  }

  List<ScenarioPlan.OperationCeiling> operations() {
    return byOperation.entrySet().stream()
        .map(each -> new ScenarioPlan.OperationCeiling(each.getKey(), each.getValue() / seconds))
        .toList();
  }

  List<String> unreachable() {
    List<String> sentences = new ArrayList<>();
    for (Limit limit : scenario.sla()) {
      boolean all = limit.operation().equals("*");
      if (limit.indicator().equals("throughput")
          && limit.isOnWholeRun()
          && (all || byOperation.containsKey(limit.operation()))) {
        double sent = all ? requests : byOperation.get(limit.operation());
        if (!reachable(limit, sent / seconds)) {
          sentences.add(sentence(limit, sent / seconds, sent / requests));
        }
      }
    }
    return sentences;
  }

  /** Limits whose first window is not over before the run is. */
  List<String> tooLate() {
    Duration length = scenario.load().duration();
    return scenario.sla().stream()
        .filter(limit -> limit.reach(length).compareTo(length) > 0)
        .map(
            limit ->
                "%s cannot be judged: its first window is over after %s, the run after %s"
                    .formatted(limit.id(), brief(limit.reach(length)), brief(length)))
        .toList();
  }

  private static String brief(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static boolean reachable(Limit limit, double atMost) {
    boolean strict = limit.comparison() == Comparison.GREATER;
    boolean lower = strict || limit.comparison() == Comparison.GREATER_OR_EQUAL;
    // A schedule meets the rate it is built of, but for rounding.
    double slack = 1e-9 * Math.abs(limit.limit());
    return !lower || (strict ? atMost > limit.limit() : atMost >= limit.limit() - slack);
  }

  private String sentence(Limit limit, double atMost, double share) {
    return String.format(
        Locale.ROOT,
        "%s: throughput %s cannot be reached: %s%s, so at most %.1f/s on average over the run even"
            + " when the target answers in no time",
        limit.operation(),
        limit.text(),
        scenario.load() instanceof Load.Closed closed ? users(closed) : arrivalsText(),
        share > 0 && share < 1
            ? String.format(Locale.ROOT, ", %.1f %% of them this operation", 100 * share)
            : "",
        atMost);
  }

  private String users(Load.Closed closed) {
    double mean = closed.userSeconds() / seconds;
    if (scenario.userTypes().stream().anyMatch(UserType::keepsTimetable)) {
      return String.format(Locale.ROOT, "%.1f users on average keep to their timetable", mean);
    }
    double think = pausePerRequest;
    return String.format(
        Locale.ROOT,
        "%.1f users on average (%d in the steady phase), each thinking %s s after every request,"
            + " send %.1f / %s s = %.1f/s and their first request",
        mean,
        closed.users(),
        brief(think),
        mean,
        brief(think),
        mean / think);
  }

  private static String brief(double seconds) {
    return new BigDecimal(seconds).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private String arrivalsText() {
    return String.format(
        Locale.ROOT, "the arrivals come to %.0f requests in %.0f s", requests, seconds);
  }

  private static double seconds(Duration duration) {
    return (double) duration.toNanos() / 1e9;
  }
}
