package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads texts that may hold {@code ${env:NAME:-default}} and {@code ${value}}. Values of the
 * environment appear in no message and are not looked into again.
 */
final class TextReader {
  static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern ENV = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?");

  private final Problems problems;
  private final Names names;
  private final Function<String, String> environment;

  TextReader(Problems problems, Names names, Function<String, String> environment) {
    this.problems = problems;
    this.names = names;
    this.environment = environment;
  }

  /** Text that is the same for every user. */
  Optional<String> constant(Node node, String text) {
    Optional<Template> template = template(node, text, Escape.NONE, false);
    return template.map(Template::text);
  }

  /** Text with places for users' values, and how those are written. */
  Optional<Template> template(Node node, String text, Escape escape) {
    return template(node, text, escape, true);
  }

  private Optional<Template> template(Node node, String text, Escape escape, boolean values) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    List<Template> parts = new ArrayList<>();
    boolean whole = true;
    int at = 0;
    while (placeholder.find()) {
      parts.add(literal(text.substring(at, placeholder.start()), escape));
      Optional<Template> part = part(node, placeholder.group(1), escape, values);
      whole &= part.isPresent();
      part.ifPresent(parts::add);
      at = placeholder.end();
    }
    parts.add(literal(text.substring(at), escape));
    return whole ? Optional.of(Template.join(parts)) : Optional.empty();
  }

  /** Text of the file is taken as it is where its author sees the form it will have. */
  private static Template literal(String text, Escape escape) {
    boolean encoded = escape == Escape.JSON_TEXT || escape == Escape.FORM;
    return Template.of(encoded ? escape.write(text) : text);
  }

  private Optional<Template> part(Node node, String expression, Escape escape, boolean values) {
    if (expression.startsWith("env:")) {
      return variable(node, expression).map(value -> literal(value, escape));
    }
    if (!values) {
      problems.at(
          node, "${" + expression + "}: only ${env:NAME} can stand here, no value of a user");
      return Optional.empty();
    }
    if (!NAME.matcher(expression).matches()) {
      problems.at(node, "expected ${env:NAME} or ${value}, found ${" + expression + "}");
      return Optional.empty();
    }
    names.use(node, expression);
    return Optional.of(Template.place(expression, escape));
  }

  private Optional<String> variable(Node node, String expression) {
    Matcher env = ENV.matcher(expression);
    if (!env.matches()) {
      problems.at(
          node, "expected ${env:NAME} or ${env:NAME:-default}, found ${" + expression + "}");
      return Optional.empty();
    }
    String value = environment.apply(env.group(1));
    Optional<String> found =
        Optional.ofNullable(value == null || value.isEmpty() ? env.group(2) : value);
    if (found.isEmpty()) {
      problems.at(
          node,
          "environment variable %s is not set: set it, or write ${env:%s:-default}"
              .formatted(env.group(1), env.group(1)));
    }
    return found;
  }
}
