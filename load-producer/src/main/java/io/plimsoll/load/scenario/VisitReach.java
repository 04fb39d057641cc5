package io.plimsoll.load.scenario;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What going through a behaviour once sends at most, and how long it pauses at least on average,
 * when the target answers in no time. Of an {@code if} both ways are counted and no pause is.
 */
final class VisitReach {
  private final Map<String, Double> times = new LinkedHashMap<>();
  private final Set<String> unbounded = new LinkedHashSet<>();
  private final boolean mostPolls;
  private double pauseSeconds;

  /**
   * @param mostPolls whether polling goes on until it times out; otherwise it is done at once
   */
  VisitReach(boolean mostPolls) {
    this.mostPolls = mostPolls;
  }

  VisitReach add(Behaviour behaviour, double factor) {
    steps(behaviour.steps(), seconds(behaviour.thinkTime()), factor, factor);
    return this;
  }

  private void steps(List<Step> steps, double think, double factor, double pauseFactor) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean pollsNext = i + 1 < steps.size() && steps.get(i + 1) instanceof PollStep;
      if (step instanceof HttpStep request) {
        times.merge(request.operation(), factor, Double::sum);
        pauseSeconds += pollsNext ? 0 : pauseFactor * think;
      } else if (step instanceof PollStep poll) {
        poll(poll, pollsNext ? 0 : think, factor, pauseFactor);
      } else if (step instanceof SocketStep socket) {
        socket(socket, think, factor, pauseFactor);
      } else if (step instanceof ThinkStep pause) {
        pauseSeconds += pauseFactor * seconds(pause.time());
      } else if (step instanceof RepeatStep repeat) {
        double often = (repeat.least() + repeat.most()) / 2.0;
        steps(repeat.steps(), think, factor * often, pauseFactor * often);
      } else if (step instanceof IfStep choice) {
        steps(choice.then(), think, factor, 0);
        steps(choice.otherwise(), think, factor, 0);
      }
    }
  }

  private void poll(PollStep poll, double think, double factor, double pauseFactor) {
    double every = (double) poll.every().toNanos() / 1e9;
    double most = Math.floor((double) poll.timeout().toNanos() / 1e9 / every) + 1;
    double polls = mostPolls ? most : 1;
    times.merge(poll.completion(), factor, Double::sum);
    times.merge(poll.request().operation(), factor * polls, Double::sum);
    pauseSeconds += pauseFactor * (think + (polls - 1) * every);
  }

  private void socket(SocketStep step, double think, double factor, double pauseFactor) {
    if (step instanceof SendStep send) {
      times.merge(send.operation(), factor * (double) send.pace().count(), Double::sum);
      long last = send.pace().offsetNanos(send.pace().count() - 1);
      pauseSeconds += pauseFactor * (double) last / 1e9;
    } else {
      times.merge(step.operation(), factor, Double::sum);
    }
    pauseSeconds += pauseFactor * think;
    if (step instanceof ConnectStep connect) {
      // What comes by itself is not paced by the scenario.
      connect.heartbeat().ifPresent(each -> unbounded.add(each.operation()));
      connect.receive().ifPresent(each -> unbounded.addAll(each.operations()));
    }
  }

  private static double seconds(ThinkTime time) {
    return (double) time.mean().toNanos() / 1e9;
  }

  /** How often each operation occurs. */
  Map<String, Double> times() {
    return times;
  }

  /** Operations whose number depends on the target, or on how long connections last. */
  Set<String> unbounded() {
    return unbounded;
  }

  double requests() {
    return times.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double pauseSeconds() {
    return pauseSeconds;
  }
}
