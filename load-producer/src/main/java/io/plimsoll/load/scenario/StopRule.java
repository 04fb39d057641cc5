package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reason to end a run before its plan does. An agent looks for it in its own counts, so that the
 * run ends while Kafka is away, too; the analyzer looks in those of all agents.
 *
 * @param text as the scenario wrote it
 * @param over how far back is looked
 */
public record StopRule(Kind kind, double limit, Duration over, String text) {
  static final String FORM =
      "error_rate > 50%, with over 10s if need be; target down; joined by or";
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration DOWN = Duration.ofSeconds(5);
  private static final Pattern RATE =
      Pattern.compile("error_rate\\s*>\\s*([0-9.]+\\s*%)(?:\\s+over\\s+(\\S+))?");
  private static final Pattern NOBODY = Pattern.compile("target\\s+down(?:\\s+for\\s+(\\S+))?");

  /** What is looked at. */
  public enum Kind {
    /** More than this share of the requests failed. */
    ERROR_RATE,
    /** Requests ended, and not one of them was answered. */
    TARGET_DOWN
  }

  /** The rule that holds as long as there is no such reason. */
  SlaRule toRule(String id) {
    boolean rate = kind == Kind.ERROR_RATE;
    return SlaRule.newBuilder()
        .setRuleId(id)
        .setOperation("*")
        .setIndicator(rate ? "error_rate" : "unanswered_rate")
        .setComparison(rate ? Comparison.LESS_OR_EQUAL : Comparison.LESS)
        .setLimit(rate ? limit : 1)
        .setText(text)
        .setOverMicros(Math.max(1, over.toSeconds()) * 1_000_000)
        .setAbort(true)
        .build();
  }

  /** Reads rules joined by {@code or}; empty when one of them is none. */
  static Optional<List<StopRule>> of(String text) {
    List<StopRule> rules = new ArrayList<>();
    for (String each : text.trim().split("\\s+or\\s+", -1)) {
      Optional<StopRule> rule = one(each.trim());
      if (rule.isEmpty()) {
        return Optional.empty();
      }
      rules.add(rule.get());
    }
    return Optional.of(rules);
  }

  private static Optional<StopRule> one(String text) {
    Matcher rate = RATE.matcher(text);
    Matcher nobody = NOBODY.matcher(text);
    if (rate.matches()) {
      OptionalDouble limit = Units.percentage(rate.group(1));
      Optional<Duration> over = over(rate.group(2), USUAL);
      return limit.isPresent() && over.isPresent()
          ? Optional.of(new StopRule(Kind.ERROR_RATE, limit.getAsDouble(), over.get(), text))
          : Optional.empty();
    }
    return nobody.matches()
        ? over(nobody.group(1), DOWN).map(each -> new StopRule(Kind.TARGET_DOWN, 0, each, text))
        : Optional.empty();
  }

  private static Optional<Duration> over(String text, Duration usual) {
    return text == null ? Optional.of(usual) : Units.duration(text).filter(each -> !each.isZero());
  }
}
