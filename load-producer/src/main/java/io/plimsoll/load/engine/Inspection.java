package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Answer;
import io.plimsoll.load.scenario.Check;
import io.plimsoll.load.scenario.Extract;
import io.plimsoll.load.scenario.UndecidedException;
import java.util.List;

/** Looks into an answer: checks it, and takes values out of it. Immutable. */
public final class Inspection {
  /** Looks at nothing. */
  public static final Inspection NONE = new Inspection(List.of(), List.of(), false);

  private final List<Check> checks;
  private final List<Extract> extracts;
  private final boolean wantsAnswer;
  private final boolean wantsBody;

  /**
   * @param polled whether conditions will look at the answer too
   */
  public Inspection(List<Check> checks, List<Extract> extracts, boolean polled) {
    this.checks = List.copyOf(checks);
    this.extracts = List.copyOf(extracts);
    // Known once, since every request asks.
    this.wantsAnswer = polled || !checks.isEmpty() || !extracts.isEmpty();
    this.wantsBody =
        polled
            || checks.stream().anyMatch(Check::readsBody)
            || extracts.stream().anyMatch(each -> each.source().readsBody());
  }

  /** Whether there is anything to look at. */
  public boolean wantsAnswer() {
    return wantsAnswer;
  }

  /** Whether the body is looked at. */
  public boolean wantsBody() {
    return wantsBody;
  }

  /** Whether steps after this one rest on what is taken out here. */
  boolean givesValues() {
    return !extracts.isEmpty();
  }

  /**
   * What is wrong with the answer, or null; when nothing is, the session has the values. Whatever
   * is thrown in the course of it is wrong, too: this runs inside of the event loop, where it would
   * be lost, and the outcome with it.
   */
  String look(Answer answer, Session session) {
    for (Check check : checks) {
      String wrong = look(check, answer);
      if (wrong != null) {
        return wrong;
      }
    }
    for (Extract extract : extracts) {
      String wrong = take(extract, answer, session);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static String look(Check check, Answer answer) {
    try {
      return check.holds(answer) ? null : check.failure();
    } catch (RuntimeException | StackOverflowError thrown) {
      return check.failure() + ": " + UndecidedException.because(thrown).getMessage();
    }
  }

  private static String take(Extract extract, Answer answer, Session session) {
    try {
      Object value = extract.source().of(answer);
      if (value == null) {
        return extract.failure();
      }
      session.put(extract.variable(), value);
      return null;
    } catch (RuntimeException | StackOverflowError thrown) {
      return extract.failure() + ": " + UndecidedException.because(thrown).getMessage();
    }
  }
}
