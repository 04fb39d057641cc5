package io.plimsoll.load.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads scalars; what is wrong becomes a problem and an empty answer. */
final class Values {
  private final Problems problems;
  private final Names names = new Names();
  private final TextReader texts;
  private final Optional<Path> directory;

  /**
   * @param directory that of the scenario's file, when it has one
   */
  Values(Problems problems, Function<String, String> environment, Optional<Path> directory) {
    this.problems = problems;
    this.directory = directory;
    this.texts = new TextReader(problems, names, environment);
  }

  Names names() {
    return names;
  }

  Problems problems() {
    return problems;
  }

  Optional<String> text(Node node, String what) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue().trim());
    }
    problems.at(node, "expected " + what + ", found " + Fields.kind(node));
    return Optional.empty();
  }

  /** Text in which {@code ${env:NAME:-default}} is replaced. */
  Optional<String> textWithEnv(Node node, String what) {
    return text(node, what).flatMap(text -> texts.constant(node, text));
  }

  /** The same, where blanks count and nothing is a text too. */
  Optional<String> rawWithEnv(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return texts.constant(node, scalar.getValue());
    }
    problems.at(node, "expected " + what + ", found " + Fields.kind(node));
    return Optional.empty();
  }

  /** Text with places for users' values too. */
  Optional<Template> template(Node node, String what, Escape escape) {
    if (node instanceof ScalarNode scalar) {
      return texts.template(node, scalar.getValue(), escape);
    }
    problems.at(node, "expected " + what + ", found " + Fields.kind(node));
    return Optional.empty();
  }

  /** The name of a value of users. */
  Optional<String> valueName(Node node) {
    String what = "a name of letters, digits, _ and -";
    return text(node, what)
        .flatMap(
            text ->
                reported(
                    node,
                    what,
                    Optional.of(text)
                        .filter(each -> TextReader.NAME.matcher(each).matches())
                        .filter(each -> !Names.OWN.contains(each))));
  }

  /** A file, relative to the scenario's directory. */
  Optional<Path> file(Node node) {
    String what = "a path of a file";
    return textWithEnv(node, what)
        .flatMap(
            text -> {
              try {
                Path path = Path.of(text);
                return Optional.of(directory.map(parent -> parent.resolve(path)).orElse(path));
              } catch (InvalidPathException e) {
                return reported(node, what, Optional.empty());
              }
            });
  }

  Optional<Boolean> yesNo(Node node) {
    String what = "true or false";
    return text(node, what)
        .flatMap(
            text ->
                reported(
                    node,
                    what,
                    switch (text) {
                      case "true" -> Optional.of(true);
                      case "false" -> Optional.of(false);
                      default -> Optional.empty();
                    }));
  }

  /** A duration, or a range of them. */
  Optional<ThinkTime> thinkTime(Node node) {
    String expected = "a duration like 5s, or a range like 5s..10s";
    Optional<String> text = text(node, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] ends = text.get().split("\\.\\.", -1);
    Optional<Duration> min = Units.duration(ends[0]);
    Optional<Duration> max = Units.duration(ends[ends.length - 1]);
    boolean ascending =
        ends.length <= 2
            && min.isPresent()
            && max.isPresent()
            && min.get().compareTo(max.get()) <= 0;
    return reported(
        node,
        expected,
        ascending ? Optional.of(new ThinkTime(min.get(), max.get())) : Optional.empty());
  }

  /** A condition; the values it uses are noted. */
  Optional<Condition> condition(Node node, boolean onAnswer) {
    ConditionReader reader = new ConditionReader(onAnswer, wrong -> problems.at(node, wrong));
    Optional<Condition> condition = text(node, Condition.FORM).flatMap(reader::read);
    condition.ifPresent(found -> found.names().forEach(name -> names.use(node, name)));
    return condition;
  }

  Optional<Duration> duration(Node node) {
    return text(node, Units.DURATION)
        .flatMap(text -> reported(node, Units.DURATION, Units.duration(text)));
  }

  Optional<Duration> positiveDuration(Node node) {
    return duration(node)
        .filter(value -> !value.isZero() || complain(node, "must be longer than 0"));
  }

  Optional<Double> rate(Node node) {
    return text(node, Units.RATE)
        .flatMap(text -> reported(node, Units.RATE, boxed(Units.rate(text))));
  }

  Optional<Double> positiveNumber(Node node, String what) {
    return text(node, what)
        .flatMap(text -> reported(node, what, boxed(number(text))))
        .filter(value -> value > 0 || complain(node, "must be above 0, found " + value));
  }

  /** A whole number within bounds, both included. */
  Optional<Integer> whole(Node node, String what, int least, int most) {
    String expected = what + " from " + least + " to " + most;
    return text(node, expected)
        .flatMap(text -> reported(node, expected, boxed(number(text))))
        .filter(
            value ->
                (value == Math.rint(value) && value >= least && value <= most)
                    || complain(node, "expected " + expected + ", found " + Fields.kind(node)))
        .map(Double::intValue);
  }

  /** One of an enumeration, written as {@code perUser} for PER_USER. */
  <E extends Enum<E>> Optional<E> oneOf(Node node, Class<E> type) {
    Map<String, E> known = new LinkedHashMap<>();
    for (E each : type.getEnumConstants()) {
      known.put(camelCase(each.name()), each);
    }
    String what = String.join(" or ", known.keySet());
    return text(node, what)
        .flatMap(text -> reported(node, what, Optional.ofNullable(known.get(text))));
  }

  private static String camelCase(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      boolean first = text.isEmpty();
      text.append(first ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return text.toString();
  }

  private boolean complain(Node node, String message) {
    problems.at(node, message);
    return false;
  }

  <T> Optional<T> reported(Node node, String expected, Optional<T> value) {
    if (value.isEmpty()) {
      problems.at(node, "expected " + expected + ", found " + Fields.kind(node));
    }
    return value;
  }

  static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text.replace("_", ""));
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
