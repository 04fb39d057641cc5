package io.plimsoll.report.alert;

import io.plimsoll.schemas.topic.Cluster;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands SLA events on to every receiver of a plan until closed. Each receiver has a thread and a
 * position of its own: none waits for another. Thread-safe.
 */
public final class AlertDelivery implements AutoCloseable {
  private final List<ReceiverLoop> loops = new ArrayList<>();
  private final Map<String, DeliveryCounters> counters = new LinkedHashMap<>();

  private AlertDelivery() {}

  /**
   * Begins where each receiver's position is. A receiver without one is told of everything in runs
   * that are not over. Returns at once, also when Kafka or a receiver is away.
   *
   * @param page base URL of the live page
   */
  public static AlertDelivery start(
      AlertPlan plan, Cluster cluster, RunDirectory runs, String page, Clock clock) {
    AlertDelivery delivery = new AlertDelivery();
    for (Receiver receiver : plan.receivers()) {
      delivery.add(receiver, cluster, runs, plan.page().orElse(page), clock);
    }
    delivery.loops.forEach(ReceiverLoop::start);
    return delivery;
  }

  private void add(
      Receiver receiver, Cluster cluster, RunDirectory runs, String page, Clock clock) {
    DeliveryCounters counts = new DeliveryCounters();
    AlertSender sender = AlertSender.to(receiver, clock);
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    Delivery delivery =
        new Delivery(receiver, sender, runs, page, counts, backoff, System::nanoTime);
    counters.put(receiver.name(), counts);
    loops.add(new ReceiverLoop(cluster, receiver.name(), sender, delivery, counts));
  }

  /** What has become of the alerts, by receiver. */
  public Map<String, DeliveryCounters> counters() {
    return Map.copyOf(counters);
  }

  /** What has not been taken by then is delivered after the next start. */
  @Override
  public void close() {
    loops.parallelStream().forEach(ReceiverLoop::close);
  }
}
