package io.plimsoll.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns a YAML value into JSON. A text that is one value of a user and nothing else becomes what
 * that value is: a number stays a number.
 */
final class JsonText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern ONE_VALUE = Pattern.compile("\\$\\{(?!env:)[^}]*}");
  private static final int MAX_DEPTH = 50;

  private final Values values;

  JsonText(Values values) {
    this.values = values;
  }

  Template of(Node node) {
    List<Template> parts = new ArrayList<>();
    write(node, 0, parts);
    return Template.join(parts);
  }

  private void write(Node node, int depth, List<Template> out) {
    if (depth > MAX_DEPTH) {
      values.problems().at(node, "nested too deeply, or an alias that contains itself");
    } else if (node instanceof MappingNode mapping) {
      object(mapping, depth, out);
    } else if (node instanceof SequenceNode sequence) {
      list(sequence, depth, out);
    } else {
      scalar((ScalarNode) node, out);
    }
  }

  private void object(MappingNode mapping, int depth, List<Template> out) {
    Fields.of(mapping, "an object", values.problems());
    String before = "{";
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        out.add(Template.of(before + NODES.textNode(key.getValue()) + ":"));
        write(tuple.getValueNode(), depth + 1, out);
        before = ",";
      }
    }
    out.add(Template.of(before.equals("{") ? "{}" : "}"));
  }

  private void list(SequenceNode sequence, int depth, List<Template> out) {
    String before = "[";
    for (Node each : sequence.getValue()) {
      out.add(Template.of(before));
      write(each, depth + 1, out);
      before = ",";
    }
    out.add(Template.of(before.equals("[") ? "[]" : "]"));
  }

  private void scalar(ScalarNode scalar, List<Template> out) {
    Optional<JsonNode> constant = constant(scalar);
    if (constant.isPresent()) {
      out.add(Template.of(constant.get().toString()));
    } else if (ONE_VALUE.matcher(scalar.getValue()).matches()) {
      values.template(scalar, "a text", Escape.JSON_VALUE).ifPresent(out::add);
    } else {
      out.add(Template.of("\""));
      values.template(scalar, "a text", Escape.JSON_TEXT).ifPresent(out::add);
      out.add(Template.of("\""));
    }
  }

  /** What is not a text. */
  private static Optional<JsonNode> constant(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(NODES.nullNode());
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(NODES.booleanNode(text.equalsIgnoreCase("true")));
    }
    if (scalar.getTag().equals(Tag.INT) && text.matches("[-+]?[0-9]+")) {
      return Optional.of(NODES.numberNode(new BigInteger(text)));
    }
    if (scalar.getTag().equals(Tag.FLOAT)
        && text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
      return Optional.of(NODES.numberNode(new BigDecimal(text)));
    }
    return Optional.empty();
  }
}
