package io.plimsoll.report.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON document whose texts may hold {@code ${value}}, a value of the alert, and {@code
 * ${env:NAME}}. Values are put into the document's tree and never into its text, so that none of
 * them, whatever it holds, can change the document's shape. A text that is one value and nothing
 * else takes the value's type: a number stays a number. Immutable.
 */
public final class BodyTemplate {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String ENV = "env:";

  private final JsonNode tree;
  private final Map<String, String> environment;

  /**
   * @param tree the document
   * @param environment the variables it names
   */
  BodyTemplate(JsonNode tree, Map<String, String> environment) {
    this.tree = tree;
    this.environment = Map.copyOf(environment);
  }

  /** All values of the alert in one object. */
  static BodyTemplate everything() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    Alert.VALUES.forEach(name -> tree.put(name, "${" + name + "}"));
    return new BodyTemplate(tree, Map.of());
  }

  /** Names in {@code ${…}} of a text. */
  static Set<String> places(String text) {
    Set<String> names = new TreeSet<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      names.add(place.group(1));
    }
    return names;
  }

  /** The document for these values. */
  JsonNode filled(Map<String, JsonNode> values) {
    return filled(tree, values);
  }

  private JsonNode filled(JsonNode node, Map<String, JsonNode> values) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(each -> object.set(each.getKey(), filled(each.getValue(), values)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(filled(each, values)));
      return array;
    }
    return node.isTextual() ? filled(node.textValue(), values) : node;
  }

  private JsonNode filled(String text, Map<String, JsonNode> values) {
    Matcher place = PLACE.matcher(text);
    if (place.matches() && !place.group(1).startsWith(ENV)) {
      return values.get(place.group(1));
    }
    place.reset();
    return TextNode.valueOf(
        place.replaceAll(found -> Matcher.quoteReplacement(asText(found.group(1), values))));
  }

  private String asText(String name, Map<String, JsonNode> values) {
    if (name.startsWith(ENV)) {
      return environment.get(name);
    }
    JsonNode value = values.get(name);
    return value.isNull() ? "" : value.asText();
  }

  /** Calls with every text of the document. */
  static void eachText(JsonNode node, Consumer<String> use) {
    if (node.isTextual()) {
      use.accept(node.textValue());
    } else {
      node.forEach(each -> eachText(each, use));
    }
  }

  /** Without its content, which may hold secrets. */
  @Override
  public String toString() {
    return "BodyTemplate";
  }
}
