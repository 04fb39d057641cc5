package io.plimsoll.load.scenario;

import io.plimsoll.schemas.topic.NameLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Which values a scenario gives to its users, and which it uses; told apart when all is read. */
final class Names {
  /** What every user has. */
  static final Set<String> OWN = Set.of("user", "visit", "uuid", "now", "nowMicros", "message");

  private final Set<String> given = new TreeSet<>(OWN);
  private final List<Use> uses = new ArrayList<>();

  private final Map<String, Boolean> overSockets = new HashMap<>();
  private final List<Use> clashes = new ArrayList<>();
  private final List<Use> operations = new ArrayList<>();

  private record Use(Node node, String name) {}

  /** A step records an operation of this name, over a WebSocket or as requests. */
  void operation(Node node, String name, boolean overSocket) {
    operations.add(new Use(node, name));
    Boolean before = overSockets.putIfAbsent(name, overSocket);
    if (before != null && before != overSocket) {
      clashes.add(new Use(node, name));
    }
  }

  void give(String name) {
    given.add(name);
  }

  void use(Node node, String name) {
    uses.add(new Use(node, name));
  }

  /**
   * Reports what is used and never given, names that are too long, and names that stand for two
   * kinds of operations.
   */
  void check(Problems problems) {
    for (Use operation : operations) {
      wrongWith(operation.name())
          .ifPresent(
              wrong ->
                  problems.at(
                      operation.node(),
                      "the name of the operation is no name: %s; choose another with as: NAME"
                          .formatted(wrong)));
    }
    for (Use clash : clashes) {
      problems.at(
          clash.node(),
          "the operation \"%s\" is %s already: requests and WebSocket steps need names of their own (as: NAME)"
              .formatted(
                  clash.name(), overSockets.get(clash.name()) ? "a WebSocket step" : "a request"));
    }
    for (Use use : uses) {
      if (!given.contains(use.name())) {
        problems.at(
            use.node(),
            "${%s}: nothing gives this value%s Expected ${env:NAME}, or one of: %s"
                .formatted(use.name(), hint(use.name()), String.join(", ", given)));
      }
    }
  }

  private static Optional<String> wrongWith(String operation) {
    return operation.equals(NameLimits.OTHER)
        ? Optional.of(NameLimits.OTHER + " stands for those that are too many")
        : NameLimits.wrongWithName(operation);
  }

  private String hint(String name) {
    String hint = Nearest.hint(name, given);
    return hint.isEmpty() ? "." : hint;
  }
}
