package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.stats.queue.ErlangB;
import io.plimsoll.stats.queue.GeneralServiceQueue;
import io.plimsoll.stats.queue.MultiServerQueue;
import java.util.Map;

/** One queue with a known answer. */
final class QueueCase {
  private QueueCase() {}

  static Map<String, Double> run(JsonNode one) {
    String model = one.get("model").asText();
    if (model.startsWith("Erlang B")) {
      return Map.of(
          "blocking", ErlangB.blocking(number(one, "offered"), one.get("servers").asInt()));
    }
    return model.startsWith("M/G/1") ? general(one) : multi(one);
  }

  private static Map<String, Double> multi(JsonNode one) {
    MultiServerQueue queue =
        new MultiServerQueue(number(one, "lam"), number(one, "mu"), one.get("servers").asInt());
    return Map.of(
        "rho", queue.utilisation(),
        "erlang_c", queue.waitProbability(),
        "Lq", queue.meanWaiting(),
        "Wq", queue.meanWait(),
        "L", queue.meanPresent(),
        "W", queue.meanResponse());
  }

  private static Map<String, Double> general(JsonNode one) {
    GeneralServiceQueue queue =
        new GeneralServiceQueue(
            number(one, "lam"), number(one, "mean_service"), number(one, "second_moment"));
    return Map.of(
        "rho", queue.utilisation(),
        "Wq", queue.meanWait(),
        "W", queue.meanResponse(),
        "L", queue.meanPresent());
  }

  private static double number(JsonNode one, String name) {
    return one.get(name).doubleValue();
  }
}
