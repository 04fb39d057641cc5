package io.plimsoll.load.schedule;

/**
 * A straight line from one number of users to another.
 *
 * @param from at its start, at least 0
 * @param to at its end, at least 0
 * @param nanos length, at least 0; a line without length is a jump
 */
public record UserLine(int from, int to, long nanos) {
  public UserLine {
    if (from < 0 || to < 0 || nanos < 0) {
      throw new IllegalArgumentException("users and durations must not be negative");
    }
  }

  /** When, since its start, this user is there: from an instant on, up to another; or never. */
  UserSpan spanOf(int user) {
    if (user >= Math.max(from, to)) {
      return new UserSpan(0, 0);
    }
    long begin = user < from ? 0 : Math.round((double) nanos * (user - from) / (to - from));
    long end = user < to ? nanos : Math.round((double) nanos * (from - user) / (from - to));
    return new UserSpan(begin, end);
  }
}
