package io.plimsoll.load.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that holds or not: comparisons of a user's values and of an answer, joined by {@code
 * and} and {@code or} ({@code and} binds first). Immutable.
 */
public final class Condition {
  static final String FORM =
      "a comparison like $.status == \"done\", status == 200 or ${size} > 5, joined by and, or";

  private final List<List<Comparison>> alternatives;

  /** One of the things that are joined. */
  sealed interface Comparison {
    Operand left();

    boolean holds(Variables variables, Answer answer);
  }

  /** Whether there is a value, and one that is neither false nor empty. */
  record Given(Operand left) implements Comparison {
    @Override
    public boolean holds(Variables variables, Answer answer) {
      Object a = left.value(variables, answer);
      return a != null && !a.equals(false) && !String.valueOf(a).isEmpty();
    }
  }

  /** Whether there is no value, or a JSON null; the same as null in {@code expect}. */
  record Absent(Operand left, boolean wanted) implements Comparison {
    @Override
    public boolean holds(Variables variables, Answer answer) {
      return (left.value(variables, answer) == null) == wanted;
    }
  }

  /** Whether a pattern is found in a value. */
  record Like(Operand left, BoundedPattern pattern) implements Comparison {
    @Override
    public boolean holds(Variables variables, Answer answer) {
      Object a = left.value(variables, answer);
      return a != null && pattern.foundIn(String.valueOf(a));
    }
  }

  /** Two values beside each other, as numbers when both are. */
  record Compared(Operand left, String sign, Operand right) implements Comparison {
    @Override
    public boolean holds(Variables variables, Answer answer) {
      Object a = left.value(variables, answer);
      Object b = right.value(variables, answer);
      if (a == null || b == null) {
        return sign.equals("!=") && a != b;
      }
      return compare(String.valueOf(a), String.valueOf(b));
    }

    /** The status code that it wants. */
    private Optional<Integer> code() {
      return left instanceof Status
              && sign.equals("==")
              && right instanceof Constant constant
              && constant.text().matches("[1-5]\\d\\d")
          ? Optional.of(Integer.valueOf(constant.text()))
          : Optional.empty();
    }

    private boolean compare(String a, String b) {
      return switch (sign) {
        case "==" -> Wanted.same(a, b);
        case "!=" -> !Wanted.same(a, b);
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

  /** What a comparison looks at. */
  sealed interface Operand {
    /** Null when there is none. */
    Object value(Variables variables, Answer answer);
  }

  record Constant(String text) implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return text;
    }
  }

  record Named(String name) implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return variables.value(name);
    }
  }

  record Place(JsonPath path) implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return path.in(answer.json());
    }
  }

  record Status() implements Operand {
    @Override
    public Object value(Variables variables, Answer answer) {
      return answer.status();
    }
  }

  /**
   * @param alternatives one of them has to hold, which it does when all that is in it holds
   */
  Condition(List<List<Comparison>> alternatives) {
    this.alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /** Names of the users' values it looks at. */
  List<String> names() {
    return alternatives.stream()
        .flatMap(List::stream)
        .flatMap(Condition::operands)
        .filter(Named.class::isInstance)
        .map(operand -> ((Named) operand).name())
        .toList();
  }

  /** Status codes it names: those of {@code status == 404}. */
  List<Integer> statuses() {
    return alternatives.stream()
        .flatMap(List::stream)
        .flatMap(each -> each instanceof Compared compared ? compared.code().stream() : null)
        .toList();
  }

  private static Stream<Operand> operands(Comparison comparison) {
    return comparison instanceof Compared compared
        ? Stream.of(compared.left(), compared.right())
        : Stream.of(comparison.left());
  }

  /**
   * Whether it holds.
   *
   * @param answer the answer it is about; null only for a condition that was read without one
   * @throws UndecidedException when that cannot be told, and nothing else
   */
  public boolean holds(Variables variables, Answer answer) {
    try {
      return alternatives.stream()
          .anyMatch(all -> all.stream().allMatch(each -> each.holds(variables, answer)));
    } catch (RuntimeException | StackOverflowError thrown) {
      throw UndecidedException.because(thrown);
    }
  }
}
