package io.plimsoll.report.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML text while it is read: its nodes, the variables of the environment, and every mistake with
 * its place. Values of variables appear in no message.
 */
final class PlanText {
  private static final Pattern ENV =
      Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");
  private static final int MAX_ALIASES = 50;

  private final String file;
  private final UnaryOperator<String> environment;
  private final Map<Integer, String> problems = new TreeMap<>();

  PlanText(String file, UnaryOperator<String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * The text as nodes.
   *
   * @throws AlertPlanException when it is no YAML
   */
  Node compose(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setLabel(file)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();
    try {
      return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, yaml)))
          .getSingleNode()
          .orElseThrow(() -> failed(Optional.empty(), "the file is empty"));
    } catch (MarkedYamlEngineException e) {
      throw failed(e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw failed(Optional.empty(), "not YAML: " + e.getMessage());
    }
  }

  private AlertPlanException failed(Optional<Mark> mark, String message) {
    return new AlertPlanException(List.of(line(mark, message)));
  }

  private String line(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return "%s, line %d, column %d: %s".formatted(file, line, column, message);
  }

  /** Notes a mistake; the first of each place is kept. */
  void problem(Node node, String message) {
    Optional<Mark> mark = node.getStartMark();
    problems.putIfAbsent(mark.map(Mark::getIndex).orElse(0), line(mark, message));
  }

  /**
   * @throws AlertPlanException when there was any mistake
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new AlertPlanException(new ArrayList<>(problems.values()));
    }
  }

  /** The keys of a mapping, of which none but the known may be there. */
  Map<String, Node> fields(Node node, String what, Collection<String> known) {
    Map<String, Node> fields = entries(node, what);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && !known.contains(key.getValue())) {
          problem(
              key,
              "unknown key \"%s\"; expected one of: %s"
                  .formatted(key.getValue(), String.join(", ", known)));
        }
      }
    }
    return fields;
  }

  /** The keys of a mapping, whatever they are. */
  Map<String, Node> entries(Node node, String what) {
    Map<String, Node> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "expected " + what);
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(tuple.getKeyNode(), "expected a name");
      } else if (fields.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problem(key, "\"" + key.getValue() + "\" is given twice");
      }
    }
    return fields;
  }

  /**
   * A text with the variables of the environment put in; empty, with a problem, when it is none.
   */
  Optional<String> text(Node node, String what) {
    return raw(node, what).flatMap(text -> resolved(node, text));
  }

  /** A text as it was written. */
  Optional<String> raw(Node node, String what) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return Optional.of(scalar.getValue());
    }
    problem(node, "expected " + what);
    return Optional.empty();
  }

  private Optional<String> resolved(Node node, String text) {
    Map<String, String> variables = variables(node, text);
    String resolved =
        ENV.matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(variables.getOrDefault(inner(found.group()), "")));
    if (resolved.contains("${")) {
      problem(node, "only ${env:NAME} can stand here");
      return Optional.empty();
    }
    return Optional.of(resolved);
  }

  /** The variables that a text names, by what stands between the braces. */
  Map<String, String> variables(Node node, String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher place = ENV.matcher(text);
    while (place.find()) {
      String value = environment.apply(place.group(1));
      String found = value == null || value.isEmpty() ? place.group(2) : value;
      if (found == null) {
        problem(
            node,
            "environment variable %s is not set: set it, or write ${env:%s:-default}"
                .formatted(place.group(1), place.group(1)));
      } else {
        variables.put(inner(place.group()), found);
      }
    }
    return variables;
  }

  /** What stands between the braces. */
  private static String inner(String place) {
    return place.substring(2, place.length() - 1);
  }

  /** Whether the text takes all that may be secret in it from the environment. */
  static boolean fromEnvironment(String text) {
    return ENV.matcher(text).find();
  }
}
