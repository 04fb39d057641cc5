package io.plimsoll.report.alert;

import java.time.Duration;
import java.util.Optional;

/** What came of handing an alert on. */
sealed interface Answer {
  /** The receiver has it. */
  record Taken() implements Answer {}

  /**
   * The receiver will never take this one: the request itself is wrong to it.
   *
   * @param why its words
   */
  record Refused(String why) implements Answer {}

  /**
   * Not now: it is away, overloaded, or does not know us.
   *
   * @param why in words
   * @param pause as long as it asks for
   */
  record NotNow(String why, Optional<Duration> pause) implements Answer {}
}
