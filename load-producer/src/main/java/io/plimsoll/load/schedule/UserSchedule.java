package io.plimsoll.load.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * When each virtual user is there. The number of users follows straight lines, one after the other;
 * user n (from 0) is there while that number is above n: the first to come is the last to go. Pure
 * and immutable.
 */
public final class UserSchedule {
  private final List<UserLine> lines;

  public UserSchedule(List<UserLine> lines) {
    this.lines = List.copyOf(lines);
    if (users() < 1) {
      throw new IllegalArgumentException("users must be at least 1");
    }
  }

  /** Up, steady and down. */
  public static UserSchedule of(int users, long rampUpNanos, long steadyNanos, long downNanos) {
    return new UserSchedule(
        List.of(
            new UserLine(0, users, rampUpNanos),
            new UserLine(users, users, steadyNanos),
            new UserLine(users, 0, downNanos)));
  }

  /** The most users at a time. */
  public int users() {
    return lines.stream().mapToInt(line -> Math.max(line.from(), line.to())).max().orElse(0);
  }

  /** When this user is there, in order. */
  public List<UserSpan> spans(int user) {
    List<UserSpan> spans = new ArrayList<>();
    long start = 0;
    for (UserLine line : lines) {
      UserSpan within = line.spanOf(user);
      if (!within.isEmpty()) {
        add(spans, new UserSpan(start + within.beginNanos(), start + within.endNanos()));
      }
      start += line.nanos();
    }
    return spans;
  }

  private static void add(List<UserSpan> spans, UserSpan next) {
    UserSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null && last.endNanos() == next.beginNanos()) {
      spans.set(spans.size() - 1, new UserSpan(last.beginNanos(), next.endNanos()));
    } else {
      spans.add(next);
    }
  }

  /** When this user begins, nanoseconds since the start. */
  public long startNanos(int user) {
    return spans(user).get(0).beginNanos();
  }

  /** When this user begins nothing any more, nanoseconds since the start. */
  public long stopNanos(int user) {
    List<UserSpan> spans = spans(user);
    return spans.get(spans.size() - 1).endNanos();
  }

  public long durationNanos() {
    return lines.stream().mapToLong(UserLine::nanos).sum();
  }
}
