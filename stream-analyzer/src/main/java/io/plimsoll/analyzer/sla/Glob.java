package io.plimsoll.analyzer.sla;

import java.util.regex.Pattern;

/** A name, or a pattern in which * stands for any text and ? for any character. Immutable. */
final class Glob {
  private final String text;
  private final Pattern pattern;

  Glob(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    text.chars()
        .forEach(
            each ->
                regex.append(
                    switch (each) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(String.valueOf((char) each));
                    }));
    this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean isPattern() {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  boolean matches(String name) {
    return isPattern() ? pattern.matcher(name).matches() : text.equals(name);
  }
}
