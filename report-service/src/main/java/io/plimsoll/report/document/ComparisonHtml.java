package io.plimsoll.report.document;

import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.MetricChange;
import io.plimsoll.stats.compare.Judgement;
import java.util.Locale;

/** What the HTML report says of a comparison. Its texts are not escaped yet. */
public final class ComparisonHtml {
  private ComparisonHtml() {}

  /** The verdict, and against what. */
  public static String headline(Comparison comparison) {
    String verdict = comparison.comparable() ? word(comparison.verdict()) : "Not comparable";
    return verdict
        + " than the baseline".repeat(isThan(comparison) ? 1 : 0)
        + ", against "
        + (comparison.baselineRunIds().isEmpty()
            ? "imported figures"
            : String.join(", ", comparison.baselineRunIds()));
  }

  private static boolean isThan(Comparison comparison) {
    return comparison.comparable()
        && (comparison.verdict() == Judgement.WORSE || comparison.verdict() == Judgement.BETTER);
  }

  /** Class of the section. */
  public static String tone(Comparison comparison) {
    return switch (comparison.verdict()) {
      case BETTER, SAME -> "good";
      case WORSE -> "bad";
      case INCONCLUSIVE -> "warn";
    };
  }

  /** The verdict of a metric. */
  public static String word(MetricChange change) {
    return word(change.verdict());
  }

  /** Class of that verdict. */
  public static String tone(MetricChange change) {
    return switch (change.verdict()) {
      case BETTER -> "good-text";
      case WORSE -> "bad-text";
      case SAME, INCONCLUSIVE -> "soft";
    };
  }

  private static String word(Judgement judgement) {
    String name = judgement.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
