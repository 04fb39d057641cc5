package io.plimsoll.load.schedule;

/** A time in which a user is there, nanoseconds since the start; the end is not part of it. */
public record UserSpan(long beginNanos, long endNanos) {
  boolean isEmpty() {
    return endNanos <= beginNanos;
  }
}
