package io.plimsoll.load.scenario;

import java.util.stream.Stream;

/**
 * How many connections a scenario has open at a time. Users have one WebSocket each; of arrivals as
 * many are there as have come within the time that one stays, when the target answers at once.
 */
public final class SocketReach {
  private static final int SAMPLES = 2_000;

  private SocketReach() {}

  /** Connections of WebSockets and of requests together, at most; of arrivals an estimate. */
  public static long connections(Scenario scenario) {
    long sockets = scenario.socketOperations().isEmpty() ? 0 : sockets(scenario);
    return sockets + (sends(scenario) ? requests(scenario) : 0);
  }

  private static boolean sends(Scenario scenario) {
    return steps(scenario).anyMatch(step -> step instanceof HttpStep || step instanceof PollStep);
  }

  private static Stream<Step> steps(Scenario scenario) {
    return scenario.userTypes().stream()
        .flatMap(UserType::everything)
        .flatMap(behaviour -> Step.all(behaviour.steps()));
  }

  /** Users share no more connections than there are users; an open pool grows only when it must. */
  private static long requests(Scenario scenario) {
    return scenario.load() instanceof Load.Closed closed
        ? Math.min(closed.users(), scenario.maxConnections())
        : 0;
  }

  private static long sockets(Scenario scenario) {
    if (scenario.load() instanceof Load.Closed closed) {
      return closed.users();
    }
    Load.Open open = (Load.Open) scenario.load();
    double stay = longestStay(scenario);
    double seconds = (double) open.duration().toNanos() / 1e9;
    double most = 0;
    for (int i = 0; i <= SAMPLES; i++) {
      double at = seconds * i / SAMPLES;
      most = Math.max(most, arrived(open, at) - arrived(open, at - stay));
    }
    // A hair less, so that rounding adds none.
    return (long) Math.ceil(Math.max(most, largestBurst(open)) - 1e-6);
  }

  private static double largestBurst(Load.Open open) {
    return open.stages().stream()
        .mapToDouble(stage -> stage instanceof Load.BurstStage burst ? burst.size() : 0)
        .max()
        .orElse(0);
  }

  private static double longestStay(Scenario scenario) {
    return scenario.behaviours().stream()
        .mapToDouble(each -> new VisitReach(false).add(each, 1).pauseSeconds())
        .max()
        .orElse(0);
  }

  /** Arrivals up to this time: the integral of their rate. */
  private static double arrived(Load.Open open, double seconds) {
    double arrived = 0;
    double begin = 0;
    for (Load.Arrivals stage : open.stages()) {
      double length = (double) stage.over().toNanos() / 1e9;
      double in = Math.max(0, Math.min(length, seconds - begin));
      double slope = length == 0 ? 0 : (stage.toPerSecond() - stage.fromPerSecond()) / length;
      arrived += stage.fromPerSecond() * in + slope * in * in / 2;
      begin += length;
    }
    return arrived;
  }
}
