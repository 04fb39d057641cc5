package io.plimsoll.load.scenario;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads regular expressions. */
final class Patterns {
  static final String FORM = "a regular expression";

  private Patterns() {}

  static Optional<Pattern> of(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException malformed) {
      return Optional.empty();
    }
  }
}
