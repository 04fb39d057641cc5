package io.plimsoll.lab.fault;

import io.plimsoll.lab.fault.FaultKind.Strength;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault that comes by itself: {@code slow-database:clear@30+15} is on from 30 to 45 seconds after
 * the target has started.
 *
 * @param at after the start
 * @param lasting how long, above 0
 */
public record FaultPlan(FaultKind kind, Strength strength, Duration at, Duration lasting) {
  private static final Pattern FORM =
      Pattern.compile("([a-z-]+):([a-z]+)@(\\d{1,5})s?\\+(\\d{1,5})s?");

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  public static FaultPlan parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(4)) == 0) {
      throw new IllegalArgumentException(
          "expected KIND:STRENGTH@START+SECONDS such as slow-database:clear@30+15, found " + text);
    }
    FaultKind kind =
        FaultKind.labelled(matcher.group(1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no fault "
                            + matcher.group(1)
                            + "; there are "
                            + String.join(", ", FaultKind.labels())));
    Strength strength =
        Strength.named(matcher.group(2))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected mild, clear or severe, found " + matcher.group(2)));
    return new FaultPlan(
        kind,
        strength,
        Duration.ofSeconds(Integer.parseInt(matcher.group(3))),
        Duration.ofSeconds(Integer.parseInt(matcher.group(4))));
  }
}
