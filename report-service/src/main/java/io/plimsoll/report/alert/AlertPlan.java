package io.plimsoll.report.alert;

import java.util.List;
import java.util.Optional;

/**
 * To whom alerts go. Immutable.
 *
 * @param receivers by their names, which differ
 * @param page base URL of the live page for links in alerts; empty for the service's own address
 */
public record AlertPlan(List<Receiver> receivers, Optional<String> page) {
  /** Nobody is told. */
  public static final AlertPlan NONE = new AlertPlan(List.of(), Optional.empty());

  public AlertPlan {
    receivers = List.copyOf(receivers);
    long names = receivers.stream().map(Receiver::name).distinct().count();
    if (names != receivers.size()) {
      throw new IllegalArgumentException("two receivers have the same name: " + receivers);
    }
  }
}
