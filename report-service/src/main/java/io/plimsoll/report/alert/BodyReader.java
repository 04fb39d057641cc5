package io.plimsoll.report.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the body of a webhook: any YAML, whose texts may hold values of the alert. */
final class BodyReader {
  private final PlanText text;
  private final Map<String, String> environment = new HashMap<>();

  BodyReader(PlanText text) {
    this.text = text;
  }

  BodyTemplate read(Node node) {
    return new BodyTemplate(json(node), environment);
  }

  private JsonNode json(Node node) {
    if (node instanceof MappingNode) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      text.entries(node, "a mapping").forEach((key, value) -> object.set(key, json(value)));
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.getValue().forEach(each -> array.add(json(each)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private JsonNode scalar(ScalarNode node) {
    String value = node.getValue();
    if (node.getTag().equals(Tag.NULL)) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
    }
    if (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)) {
      return number(node, value);
    }
    checkPlaces(node, value);
    return JsonNodeFactory.instance.textNode(value);
  }

  private JsonNode number(ScalarNode node, String value) {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(value));
    } catch (NumberFormatException e) {
      text.problem(node, "JSON has no number " + value + "; put it between quotation marks");
      return JsonNodeFactory.instance.nullNode();
    }
  }

  private void checkPlaces(ScalarNode node, String value) {
    Map<String, String> variables = text.variables(node, value);
    environment.putAll(variables);
    for (String place : BodyTemplate.places(value)) {
      boolean known = Alert.VALUES.contains(place) || place.startsWith("env:");
      if (!known || (place.startsWith("env:") && !place.matches("env:[A-Za-z_]\\w*(:-.*)?"))) {
        text.problem(
            node,
            "${%s} is no value of an alert; expected ${env:NAME}, or one of: %s"
                .formatted(place, String.join(", ", Alert.VALUES)));
      }
    }
  }
}
