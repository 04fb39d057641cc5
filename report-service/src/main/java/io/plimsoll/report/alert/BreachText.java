package io.plimsoll.report.alert;

import io.plimsoll.report.query.SlaChange;
import io.plimsoll.report.text.Numbers;
import java.util.Optional;

/** A change of a limit's state as one line for a terminal. */
public final class BreachText {
  private BreachText() {}

  /** The line; empty for states that nobody need look up for. */
  public static Optional<String> line(SlaChange change) {
    return switch (change.transition()) {
      case "FIRING" -> Optional.of(line("BREACH  ", change));
      case "RESOLVED" -> Optional.of(line("resolved", change));
      default -> Optional.empty();
    };
  }

  private static String line(String what, SlaChange change) {
    String value =
        change
            .value()
            .map(measured -> AlertText.withUnit(measured, change.rule().unit()))
            .orElse("not measured");
    return "%s %s of %s: %s, promised %s (%s samples, %s)"
        .formatted(
            what,
            change.rule().indicator(),
            change.operation().equals("*") ? "all operations" : change.operation(),
            value,
            AlertText.limit(change.rule()),
            Numbers.count(change.samples()),
            Numbers.time(change.at()));
  }
}
