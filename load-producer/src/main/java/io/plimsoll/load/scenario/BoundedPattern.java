package io.plimsoll.load.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that gives up on a text: {@code java.util.regex} backtracks, so that {@code
 * (a+)+$} takes for ever and {@code (.|\n)*done} fills the stack, and everybody whose connections
 * share the thread would wait or be lost. The work is counted in characters looked at, of which a
 * pattern that suits its text needs a few for each. Immutable.
 */
public final class BoundedPattern {
  static final String FORM = "a regular expression";

  /** Some tens of milliseconds, on top of what a long text may take. */
  static final long LOOKS = 5_000_000;

  static final int LOOKS_PER_CHARACTER = 16;

  private static final String TOO_LONG =
      "the pattern takes too long on this text; leave out repeats within repeats like (a+)+, and"
          + " .* at its beginning";
  private static final String TOO_DEEP =
      "the pattern goes too deep on this text; repeat a class like [\\s\\S]* in place of a choice"
          + " like (.|\\n)*";

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads a regular expression; empty when it is none. */
  static Optional<BoundedPattern> of(String regex) {
    try {
      return Optional.of(new BoundedPattern(Pattern.compile(regex)));
    } catch (PatternSyntaxException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Whether it is found anywhere in the text.
   *
   * @throws UndecidedException when it gives up
   */
  boolean foundIn(String text) {
    return find(pattern.matcher(new Counted(text)));
  }

  /**
   * What the first group matches where the pattern is found first, or the whole match without a
   * group; null when there is none.
   *
   * @throws UndecidedException when it gives up
   */
  String firstIn(String text) {
    Matcher matcher = pattern.matcher(new Counted(text));
    if (!find(matcher)) {
      return null;
    }
    int group = Math.min(1, matcher.groupCount());
    return matcher.start(group) < 0
        ? null
        : text.substring(matcher.start(group), matcher.end(group));
  }

  private static boolean find(Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError tooDeep) {
      throw new UndecidedException(TOO_DEEP);
    }
  }

  /** The text, until it has been looked at too often. */
  private static final class Counted implements CharSequence {
    private final String text;
    private long left;

    Counted(String text) {
      this.text = text;
      this.left = LOOKS + (long) LOOKS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new UndecidedException(TOO_LONG);
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
