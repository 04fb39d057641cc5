package io.plimsoll.stats.sla;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Two windows in which a burn rate must exceed one factor: the long one proves that enough of the
 * budget is gone, the short one that it is still being spent. Immutable.
 *
 * @param longWindow whole seconds
 * @param shortWindow whole seconds, shorter
 * @param factor burn rate, above 0
 */
public record BurnPair(String name, Duration longWindow, Duration shortWindow, double factor) {
  /** The period of the workbook's pairs. */
  public static final Duration PERIOD = Duration.ofDays(30);

  /**
   * Those of The Site Reliability Workbook, chapter 5, table 5-8, for a budget of 30 days: 2 % of
   * it in an hour, 5 % in six, 10 % in a day, 10 % in three days.
   */
  public static final List<BurnPair> WORKBOOK =
      List.of(
          new BurnPair("page_quick", Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
          new BurnPair("page_slow", Duration.ofHours(6), Duration.ofMinutes(30), 6),
          new BurnPair("ticket_quick", Duration.ofDays(1), Duration.ofHours(2), 3),
          new BurnPair("ticket_slow", Duration.ofDays(3), Duration.ofHours(6), 1));

  private static final int SHORT_SHARE = 12;

  public BurnPair {
    Objects.requireNonNull(name, "name");
    if (shortWindow.toSeconds() < 1 || shortWindow.compareTo(longWindow) >= 0) {
      throw new IllegalArgumentException(
          "%s: windows of %s and %s, expected a short one of 1 s or more and a longer one"
              .formatted(name, longWindow, shortWindow));
    }
    if (!(factor > 0)) {
      throw new IllegalArgumentException(name + ": factor " + factor + ", expected more than 0");
    }
  }

  /**
   * The pair for a budget that is meant for another period, such as the length of a test: windows
   * in proportion, in whole seconds rounded up, the short one a twelfth of the long one.
   */
  public BurnPair scaledTo(Duration period) {
    double scale = (double) period.toNanos() / (double) PERIOD.toNanos();
    double wanted = (double) longWindow.toSeconds() * scale / SHORT_SHARE;
    long shorter = Math.max(1, (long) Math.ceil(wanted - 1e-9));
    return new BurnPair(
        name, Duration.ofSeconds(shorter * SHORT_SHARE), Duration.ofSeconds(shorter), factor);
  }
}
