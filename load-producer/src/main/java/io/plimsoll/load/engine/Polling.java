package io.plimsoll.load.engine;

import io.plimsoll.schemas.OutcomeKind;

/**
 * Asking until something is done: how far that is, and the outcome of the whole. Reused for the
 * next time. For the thread of its lane.
 */
final class Polling {
  private static final String NOT_DONE = "not done in time";

  private final Session session;
  private final Exchange completion;

  private Op.Poll poll; // null while nothing is polled for

  /**
   * @param whole told of the whole once it has ended
   */
  Polling(Session session, Exchange.Completion whole) {
    this.session = session;
    this.completion = new Exchange(whole, session);
  }

  boolean active() {
    return poll != null;
  }

  /** What is asked for. */
  Op.Poll poll() {
    return poll;
  }

  /** The whole, from the first request on. */
  Exchange completion() {
    return completion;
  }

  void begin(Op.Poll step, long user, long intendedNanos, long now) {
    poll = step;
    completion.intend(step.call(), step.completion(), user, intendedNanos);
    completion.begin(now);
  }

  private long deadlineNanos() {
    return completion.startNanos() + poll.timeoutNanos();
  }

  boolean isOverdue(long now) {
    return now >= deadlineNanos();
  }

  /**
   * @param status of the last answer
   */
  void giveUp(int status, long now) {
    completion.failed(OutcomeKind.TIMEOUT, NOT_DONE, status, now);
  }

  /**
   * Looks at an answer.
   *
   * @return whether the whole has ended
   */
  boolean ends(Exchange answered) {
    long now = answered.endNanos();
    completion.sent(answered.bytesSent());
    completion.received(answered.bytesReceived(), now);
    if (now > deadlineNanos()) {
      giveUp(answered.status(), now);
    } else {
      judge(answered, now);
    }
    return !completion.open();
  }

  private void judge(Exchange answered, long now) {
    if (!answered.succeeded()) { // a status that is waited for has succeeded
      completion.failed(answered.kind(), answered.error(), answered.status(), now);
      return;
    }
    Op.Poll.Finding found = poll.look(session, answered.answer());
    if (found.done()) {
      completion.succeeded(answered.status(), now);
    } else if (found.wrong() != null) {
      completion.failed(OutcomeKind.CHECK_FAILED, found.wrong(), answered.status(), now);
    }
  }

  /** When to ask again after this answer. */
  long againNanos(Exchange answered) {
    long next = Math.max(answered.endNanos(), answered.intendedNanos() + poll.everyNanos());
    return Math.min(deadlineNanos(), next);
  }

  /** The run ends before the whole does. */
  void abandon(String reason, int status, long now) {
    completion.failed(OutcomeKind.TIMEOUT, reason, status, now);
    poll = null;
  }

  /** It has ended; nothing is polled for. */
  void end() {
    poll = null;
  }
}
