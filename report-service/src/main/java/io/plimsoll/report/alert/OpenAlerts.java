package io.plimsoll.report.alert;

import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a receiver has been told and not yet told the end of, by partition of the events. It follows
 * from the events up to the receiver's position alone, so that a restart finds it again. For one
 * thread.
 */
final class OpenAlerts {
  private final Receiver receiver;
  private final Map<Integer, Map<Alert.Key, SlaEvent>> byPartition = new HashMap<>();

  OpenAlerts(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Whether the receiver wants to hear this, after all that it has heard. */
  boolean wants(int partition, SlaEvent event) {
    boolean concerns = receiver.wants(event.getTransition(), event.getRule().getSeverity());
    // The end of a breach of which nothing was told is no news.
    return concerns
        && (event.getTransition() != SlaTransition.RESOLVED || open(partition, event).isPresent());
  }

  /** The event by which the receiver heard of what this event is about. */
  Optional<SlaEvent> open(int partition, SlaEvent event) {
    return Optional.ofNullable(of(partition).get(Alert.Key.of(event)));
  }

  /** The receiver has been told of this, or did not want to be. */
  void follow(int partition, SlaEvent event) {
    Map<Alert.Key, SlaEvent> open = of(partition);
    switch (event.getTransition()) {
      case RESOLVED -> open.remove(Alert.Key.of(event));
      case FIRING, PENDING -> {
        if (wants(partition, event)) {
          open.put(Alert.Key.of(event), event);
        }
      }
      case NOT_EVALUATED -> {} // says nothing of a breach
    }
  }

  /** Nothing more is to be said of this breach. */
  void forget(SlaEvent event) {
    byPartition.values().forEach(open -> open.remove(Alert.Key.of(event), event));
  }

  /** What fires, as far as the receiver knows. */
  List<SlaEvent> firing() {
    List<SlaEvent> firing = new ArrayList<>();
    byPartition.values().stream()
        .flatMap(open -> open.values().stream())
        .filter(event -> event.getTransition() == SlaTransition.FIRING)
        .forEach(firing::add);
    return firing;
  }

  void drop(int partition) {
    byPartition.remove(partition);
  }

  private Map<Alert.Key, SlaEvent> of(int partition) {
    return byPartition.computeIfAbsent(partition, any -> new HashMap<>());
  }
}
