package io.plimsoll.load.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that holds or not: comparisons of a user's values and of an answer, joined by {@code
 * and} and {@code or} ({@code and} binds first). Immutable.
 */
public final class Condition {
  static final String FORM =
      "a comparison like $.status == \"done\", status == 200 or ${size} > 5, joined by and, or";
  private static final Pattern COMPARISON =
      Pattern.compile("(\\S.*?)\\s*(==|!=|<=|>=|<|>|=~)\\s*(.*\\S)");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

  private final List<List<Comparison>> alternatives;

  private record Comparison(Operand left, String sign, Operand right) {
    boolean holds(Variables variables, Answer answer) {
      Object a = left.value(variables, answer);
      if (sign.isEmpty()) {
        return a != null && !a.equals(false) && !String.valueOf(a).isEmpty();
      }
      Object b = right.value(variables, answer);
      if (a == null || b == null) {
        return sign.equals("!=") && a != b;
      }
      return compare(String.valueOf(a), String.valueOf(b));
    }

    private boolean compare(String a, String b) {
      return switch (sign) {
        case "==" -> Wanted.same(a, b);
        case "!=" -> !Wanted.same(a, b);
        case "=~" -> Pattern.compile(b).matcher(a).find();
        case "<" -> order(a, b) < 0;
        case "<=" -> order(a, b) <= 0;
        case ">" -> order(a, b) > 0;
        default -> order(a, b) >= 0;
      };
    }

    private static int order(String a, String b) {
      BigDecimal one = Wanted.number(a);
      BigDecimal other = Wanted.number(b);
      return one != null && other != null ? one.compareTo(other) : a.compareTo(b);
    }
  }

  private sealed interface Operand {
    Object value(Variables variables, Answer answer);
  }

  private record Constant(String text) implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return text;
    }
  }

  private record Named(String name) implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return variables.value(name);
    }
  }

  private record Place(JsonPath path) implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return path.in(answer.json());
    }
  }

  private record Status() implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return answer.status();
    }
  }

  private Condition(List<List<Comparison>> alternatives) {
    this.alternatives = List.copyOf(alternatives);
  }

  /**
   * Reads a condition; empty when it is none.
   *
   * @param onAnswer whether there is an answer to look at
   */
  static Optional<Condition> of(String text, boolean onAnswer) {
    List<List<Comparison>> alternatives = new ArrayList<>();
    for (String alternative : text.trim().split("\\s+or\\s+", -1)) {
      List<Comparison> all = new ArrayList<>();
      for (String each : alternative.split("\\s+and\\s+", -1)) {
        Optional<Comparison> comparison = comparison(each.trim(), onAnswer);
        if (comparison.isEmpty()) {
          return Optional.empty();
        }
        all.add(comparison.get());
      }
      alternatives.add(all);
    }
    return Optional.of(new Condition(alternatives));
  }

  private static Optional<Comparison> comparison(String text, boolean onAnswer) {
    Matcher parts = COMPARISON.matcher(text);
    if (!parts.matches()) {
      return subject(text, onAnswer).map(left -> new Comparison(left, "", new Constant("")));
    }
    Optional<Operand> left = subject(parts.group(1), onAnswer);
    Optional<Operand> right = operand(parts.group(3), onAnswer);
    if (left.isEmpty() || right.isEmpty() || badPattern(parts.group(2), right.get())) {
      return Optional.empty();
    }
    return Optional.of(new Comparison(left.get(), parts.group(2), right.get()));
  }

  private static boolean badPattern(String sign, Operand right) {
    if (!sign.equals("=~")) {
      return false;
    }
    return !(right instanceof Constant constant) || Patterns.of(constant.text()).isEmpty();
  }

  /** What a comparison is about: anything but a constant. */
  private static Optional<Operand> subject(String text, boolean onAnswer) {
    return operand(text, onAnswer).filter(operand -> !(operand instanceof Constant));
  }

  private static Optional<Operand> operand(String text, boolean onAnswer) {
    Matcher place = PLACE.matcher(text);
    if (place.matches()) {
      return Optional.of(new Named(place.group(1)));
    }
    if (text.startsWith("$")) {
      return onAnswer ? JsonPath.of(text).map(Place::new) : Optional.empty();
    }
    if (text.equals("status") && onAnswer) {
      return Optional.of(new Status());
    }
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    if (!quoted && text.chars().anyMatch(c -> c == '"' || c == '\'' || c == '=' || c == '<')) {
      return Optional.empty();
    }
    return Optional.of(new Constant(quoted ? text.substring(1, text.length() - 1) : text));
  }

  /** Names of the users' values it looks at. */
  List<String> names() {
    return alternatives.stream()
        .flatMap(List::stream)
        .flatMap(each -> java.util.stream.Stream.of(each.left(), each.right()))
        .filter(Named.class::isInstance)
        .map(operand -> ((Named) operand).name())
        .toList();
  }

  /** Status codes it names: those of {@code status == 404}. */
  List<Integer> statuses() {
    return alternatives.stream()
        .flatMap(List::stream)
        .filter(each -> each.left() instanceof Status && each.sign().equals("=="))
        .flatMap(each -> code(each.right()).stream())
        .toList();
  }

  private static Optional<Integer> code(Operand operand) {
    return operand instanceof Constant constant && constant.text().matches("[1-5]\\d\\d")
        ? Optional.of(Integer.valueOf(constant.text()))
        : Optional.empty();
  }

  /**
   * Whether it holds.
   *
   * @param answer the answer it is about; null only for a condition that was read without one
   */
  public boolean holds(Variables variables, Answer answer) {
    return alternatives.stream()
        .anyMatch(all -> all.stream().allMatch(each -> each.holds(variables, answer)));
  }
}
