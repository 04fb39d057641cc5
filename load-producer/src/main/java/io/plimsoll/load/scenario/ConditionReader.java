package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.Condition.Comparison;
import io.plimsoll.load.scenario.Condition.Constant;
import io.plimsoll.load.scenario.Condition.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions; what is wrong with one is told once for each of its comparisons. */
final class ConditionReader {
  private static final String LIKE = "=~";
  private static final String NOTHING = "null";
  private static final Pattern COMPARISON =
      Pattern.compile("(\\S.*?)\\s*(==|!=|<=|>=|<|>|=~)\\s*(.*\\S)");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

  /** Patterns and quoted texts are one piece, whatever is in them. */
  private static final Pattern PIECE =
      Pattern.compile(
          "=~\\s*/.+?/(?=$|\\s+(?:and|or)\\s)|\"[^\"]*\"|'[^']*'|\\s+(and|or)\\s+|.",
          Pattern.DOTALL);

  private final boolean onAnswer;
  private final Consumer<String> mistakes;

  /**
   * @param onAnswer whether there is an answer to look at
   * @param mistakes told what is wrong
   */
  ConditionReader(boolean onAnswer, Consumer<String> mistakes) {
    this.onAnswer = onAnswer;
    this.mistakes = mistakes;
  }

  /** Empty when it is none; the mistakes have been told then. */
  Optional<Condition> read(String text) {
    List<List<Comparison>> alternatives = new ArrayList<>();
    boolean whole = true;
    for (List<String> joined : parts(text.trim())) {
      List<Comparison> all = new ArrayList<>();
      for (String each : joined) {
        Optional<Comparison> comparison = comparison(each.trim());
        comparison.ifPresent(all::add);
        whole &= comparison.isPresent();
      }
      alternatives.add(all);
    }
    return whole ? Optional.of(new Condition(alternatives)) : Optional.empty();
  }

  /** What is joined by {@code or}, and within that by {@code and}. */
  private static List<List<String>> parts(String text) {
    List<List<String>> parts = new ArrayList<>();
    parts.add(new ArrayList<>());
    StringBuilder part = new StringBuilder();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      if (piece.group(1) == null) {
        part.append(piece.group());
        continue;
      }
      parts.get(parts.size() - 1).add(part.toString());
      part.setLength(0);
      if (piece.group(1).equals("or")) {
        parts.add(new ArrayList<>());
      }
    }
    parts.get(parts.size() - 1).add(part.toString());
    return parts;
  }

  private Optional<Comparison> comparison(String text) {
    Matcher parts = COMPARISON.matcher(text);
    if (!parts.matches()) {
      return subject(text, text).map(Condition.Given::new);
    }
    String sign = parts.group(2);
    String wanted = parts.group(3);
    Optional<Operand> left = subject(parts.group(1), text);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.equals(NOTHING)) {
      return absent(left.get(), sign);
    }
    if (sign.equals(LIKE)) {
      return pattern(wanted).map(pattern -> new Condition.Like(left.get(), pattern));
    }
    return known(operand(wanted), text)
        .map(right -> new Condition.Compared(left.get(), sign, right));
  }

  private Optional<Comparison> absent(Operand left, String sign) {
    if (!sign.equals("==") && !sign.equals("!=")) {
      mistakes.accept(
          "null means no value and goes with == and != only, found %s null; quote it for the text"
              .formatted(sign));
      return Optional.empty();
    }
    return Optional.of(new Condition.Absent(left, sign.equals("==")));
  }

  /** {@code /like this/} as in {@code expect}, or without the slashes; in quotes they count. */
  private Optional<BoundedPattern> pattern(String text) {
    Optional<String> quoted = quoted(text);
    boolean slashes = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    String bare = slashes ? text.substring(1, text.length() - 1) : text;
    boolean constant = slashes || operand(text).filter(Constant.class::isInstance).isPresent();
    Optional<BoundedPattern> pattern =
        constant ? BoundedPattern.of(quoted.orElse(bare)) : Optional.empty();
    if (pattern.isEmpty()) {
      mistakes.accept(
          "expected %s after =~, like /done|failed/, found %s"
              .formatted(BoundedPattern.FORM, text));
    }
    return pattern;
  }

  /** What a comparison is about: anything but a constant. */
  private Optional<Operand> subject(String text, String comparison) {
    return known(operand(text).filter(operand -> !(operand instanceof Constant)), comparison);
  }

  private Optional<Operand> known(Optional<Operand> operand, String comparison) {
    if (operand.isEmpty()) {
      mistakes.accept("expected %s, found \"%s\"".formatted(Condition.FORM, comparison));
    }
    return operand;
  }

  private Optional<Operand> operand(String text) {
    Matcher place = PLACE.matcher(text);
    if (place.matches()) {
      return Optional.of(new Condition.Named(place.group(1)));
    }
    if (text.startsWith("$")) {
      return onAnswer ? JsonPath.of(text).map(Condition.Place::new) : Optional.empty();
    }
    if (text.equals("status") && onAnswer) {
      return Optional.of(new Condition.Status());
    }
    Optional<String> quoted = quoted(text);
    if (quoted.isEmpty() && text.chars().anyMatch(c -> "\"'=<".indexOf(c) >= 0)) {
      return Optional.empty();
    }
    return Optional.of(new Constant(quoted.orElse(text)));
  }

  private static Optional<String> quoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
  }
}
