package io.plimsoll.report.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which windows are asked for.
 *
 * @param width width of the rows, a whole number of seconds; empty for one row over the whole range
 * @param from windows that end at or before are left out; empty for the start of the run
 * @param to windows that start at or after are left out; empty for the newest
 */
public record Range(Optional<Duration> width, Optional<Instant> from, Optional<Instant> to) {
  /** The whole run in one row. */
  public static final Range RUN = new Range(Optional.empty(), Optional.empty(), Optional.empty());

  public Range {
    width.ifPresent(Range::check);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new ReportException(
          ReportException.Code.BAD_QUERY,
          "from=%s is not before to=%s; swap them".formatted(from.get(), to.get()));
    }
  }

  /** All of the run in rows of this width. */
  public static Range ofWidth(Duration width) {
    return new Range(Optional.of(width), Optional.empty(), Optional.empty());
  }

  private static void check(Duration width) {
    if (width.compareTo(Duration.ofSeconds(1)) < 0 || width.toMillis() % 1_000 != 0) {
      throw new ReportException(
          ReportException.Code.BAD_QUERY,
          "window of %d ms; give a whole number of seconds from 1s up, or run"
              .formatted(width.toMillis()));
    }
    if (width.compareTo(Duration.ofDays(1)) > 0) {
      throw new ReportException(
          ReportException.Code.BAD_QUERY, "window wider than 24h; give a narrower one, or run");
    }
  }
}
