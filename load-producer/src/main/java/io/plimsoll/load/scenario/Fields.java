package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of a YAML mapping with their places. Reports keys that are double, unknown or absent.
 */
final class Fields {
  private final MappingNode node;
  private final Problems problems;
  private final Map<String, NodeTuple> byKey = new LinkedHashMap<>();

  private Fields(MappingNode node, Problems problems) {
    this.node = node;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.at(tuple.getKeyNode(), "expected a key, found " + kind(tuple.getKeyNode()));
      } else if (byKey.putIfAbsent(key.getValue(), tuple) != null) {
        Node first = byKey.get(key.getValue()).getKeyNode();
        problems.at(
            key,
            "\"%s\" is given twice; the first is on line %d"
                .formatted(key.getValue(), first.getStartMark().orElseThrow().getLine() + 1));
      }
    }
  }

  /** The keys of this node; a problem and nothing when it is no mapping. */
  static Optional<Fields> of(Node node, String what, Problems problems) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Fields(mapping, problems));
    }
    problems.at(node, "expected " + what + ", found " + kind(node));
    return Optional.empty();
  }

  /** The elements of this node; a problem and nothing when it is no list. */
  static Optional<List<Node>> list(Node node, String what, Problems problems) {
    if (node instanceof SequenceNode sequence) {
      return Optional.of(sequence.getValue());
    }
    problems.at(node, "expected " + what + ", found " + kind(node));
    return Optional.empty();
  }

  static String kind(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "nothing" : "\"" + scalar.getValue() + "\"";
    }
    return node instanceof MappingNode ? "a mapping" : "a list";
  }

  /** Reports every key that is none of these; those of later versions by name. */
  Fields allow(Collection<String> known, Collection<String> later) {
    byKey.forEach(
        (key, tuple) -> {
          if (later.contains(key)) {
            problems.at(tuple.getKeyNode(), "\"" + key + "\" is not supported yet");
          } else if (!known.contains(key)) {
            problems.at(
                tuple.getKeyNode(),
                "unknown key \"%s\"%s Expected one of: %s"
                    .formatted(key, hint(key, known), String.join(", ", known)));
          }
        });
    return this;
  }

  private static String hint(String key, Collection<String> known) {
    String hint = Nearest.hint(key, known);
    return hint.isEmpty() ? "." : hint;
  }

  Optional<Node> get(String key) {
    return Optional.ofNullable(byKey.get(key)).map(NodeTuple::getValueNode);
  }

  /** The value; a problem when it is absent. */
  Optional<Node> require(String key, String expected) {
    if (!byKey.containsKey(key)) {
      problems.at(node, "\"" + key + "\" is missing: expected " + expected);
    }
    return get(key);
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  Node keyNode(String key) {
    return byKey.get(key).getKeyNode();
  }

  List<String> keys() {
    return new ArrayList<>(byKey.keySet());
  }

  MappingNode node() {
    return node;
  }

  /** Which of these keys are there. */
  List<String> present(Collection<String> some) {
    return some.stream().filter(byKey::containsKey).collect(Collectors.toList());
  }
}
