package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One combination of a matrix: a run of its own. Its values replace {@code ${matrix.NAME}} in the
 * nodes of the file, before they are read as a scenario; places in the file stay what they are.
 *
 * @param name of the cell, when the file gives one
 * @param values by parameter, in the order of the file; none for a file without a matrix
 * @param sla limits of this cell alone, by operation; they go before those of the file
 */
record MatrixCell(Optional<String> name, Map<String, ScalarNode> values, Optional<Node> sla) {
  static final MatrixCell NONE = new MatrixCell(Optional.empty(), Map.of(), Optional.empty());

  private static final Pattern PLACE = Pattern.compile("\\$\\{matrix\\.([^}]*)}");
  private static final int MAX_DEPTH = 100;

  MatrixCell {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** {@code size=1MB,users=50}, or its name. */
  String title() {
    return name.orElseGet(
        () ->
            values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().getValue())
                .collect(Collectors.joining(",")));
  }

  /** {@code matrix.size: 1MB} …, so that a run can be found by its values. */
  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    values.forEach((name, value) -> labels.put("matrix." + name, value.getValue()));
    return labels;
  }

  /** The file as it is for this cell, without the matrix itself. */
  MappingNode applied(MappingNode root, Problems problems) {
    List<NodeTuple> tuples = new ArrayList<>();
    boolean limited = false;
    for (NodeTuple tuple : root.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (key.equals("matrix")) {
        continue;
      }
      Node value = tuple.getValueNode();
      if (key.equals("sla") && sla.isPresent()) {
        value = joined(sla.get(), value);
        limited = true;
      }
      tuples.add(new NodeTuple(tuple.getKeyNode(), replaced(value, 0, problems)));
    }
    if (!limited) {
      sla.ifPresent(
          node -> tuples.add(new NodeTuple(key("sla", node), replaced(node, 0, problems))));
    }
    return like(root, tuples);
  }

  /** Operations of the cell, and those of the file that the cell says nothing of. */
  private static Node joined(Node own, Node usual) {
    if (!(own instanceof MappingNode cell) || !(usual instanceof MappingNode file)) {
      return own;
    }
    List<NodeTuple> tuples = new ArrayList<>(cell.getValue());
    List<String> given = tuples.stream().map(MatrixCell::keyText).toList();
    file.getValue().stream().filter(tuple -> !given.contains(keyText(tuple))).forEach(tuples::add);
    return like(cell, tuples);
  }

  private static String keyText(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static ScalarNode key(String text, Node near) {
    return new ScalarNode(
        Tag.STR, true, text, ScalarStyle.PLAIN, near.getStartMark(), near.getEndMark());
  }

  private static MappingNode like(MappingNode node, List<NodeTuple> tuples) {
    return new MappingNode(
        node.getTag(), true, tuples, node.getFlowStyle(), node.getStartMark(), node.getEndMark());
  }

  private Node replaced(Node node, int depth, Problems problems) {
    if (depth > MAX_DEPTH) {
      problems.at(node, "nested too deeply, or an alias that contains itself");
      return node;
    }
    if (node instanceof MappingNode mapping) {
      return like(
          mapping,
          mapping.getValue().stream()
              .map(
                  tuple ->
                      new NodeTuple(
                          tuple.getKeyNode(), replaced(tuple.getValueNode(), depth + 1, problems)))
              .toList());
    }
    if (node instanceof SequenceNode sequence) {
      return new SequenceNode(
          sequence.getTag(),
          true,
          sequence.getValue().stream().map(each -> replaced(each, depth + 1, problems)).toList(),
          sequence.getFlowStyle(),
          sequence.getStartMark(),
          sequence.getEndMark());
    }
    return node instanceof ScalarNode scalar ? replaced(scalar, problems) : node;
  }

  /** A text that is one value and nothing else keeps that value's type. */
  private ScalarNode replaced(ScalarNode scalar, Problems problems) {
    Matcher place = PLACE.matcher(scalar.getValue());
    Tag tag = scalar.getTag();
    StringBuilder text = new StringBuilder();
    boolean changed = false;
    while (place.find()) {
      ScalarNode value = values.get(place.group(1));
      if (value == null) {
        problems.causeAt(scalar, unknown(place.group(1)));
        return key("", scalar);
      }
      if (place.group().length() == scalar.getValue().length()) {
        tag = value.getTag();
      }
      place.appendReplacement(text, Matcher.quoteReplacement(value.getValue()));
      changed = true;
    }
    place.appendTail(text);
    return changed
        ? new ScalarNode(
            tag,
            true,
            text.toString(),
            scalar.getScalarStyle(),
            scalar.getStartMark(),
            scalar.getEndMark())
        : scalar;
  }

  private String unknown(String parameter) {
    if (values.isEmpty()) {
      return "${matrix.%s}: there is no matrix. Expected matrix: { %s: [ … ] } in the file"
          .formatted(parameter, parameter);
    }
    String hint = Nearest.hint(parameter, values.keySet());
    return "${matrix.%s}: the matrix has no such parameter%s Expected one of: %s"
        .formatted(parameter, hint.isEmpty() ? "." : hint, String.join(", ", values.keySet()));
  }
}
