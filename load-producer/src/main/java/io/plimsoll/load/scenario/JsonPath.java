package io.plimsoll.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place in a JSON document: {@code $}, then names and indexes like {@code $.items[0].id},
 * {@code $['odd name']} or {@code $.items[-1]} for the last. Immutable.
 */
public final class JsonPath {
  static final String FORM = "a JSON path like $.id, $.items[0].id or $['odd name']";
  private static final Pattern STEP =
      Pattern.compile("\\.([\\p{L}_][\\p{L}\\p{N}_-]*)|\\[(-?\\d{1,9})]|\\['([^']*)']");

  private final String text;
  private final List<Hop> hops;

  /** A name, or an index when the name is null. */
  private record Hop(String name, int index) {
    JsonNode from(JsonNode node) {
      if (name != null) {
        return node.path(name);
      }
      return node.path(index < 0 ? node.size() + index : index);
    }
  }

  private JsonPath(String text, List<Hop> hops) {
    this.text = text;
    this.hops = List.copyOf(hops);
  }

  /** Reads a path; empty when it is none. */
  public static Optional<JsonPath> of(String text) {
    String trimmed = text.trim();
    if (!trimmed.startsWith("$")) {
      return Optional.empty();
    }
    List<Hop> hops = new ArrayList<>();
    Matcher step = STEP.matcher(trimmed);
    int at = 1;
    while (at < trimmed.length()) {
      if (!step.find(at) || step.start() != at) {
        return Optional.empty();
      }
      hops.add(hop(step));
      at = step.end();
    }
    return Optional.of(new JsonPath(trimmed, hops));
  }

  private static Hop hop(Matcher step) {
    if (step.group(2) != null) {
      return new Hop(null, Integer.parseInt(step.group(2)));
    }
    return new Hop(step.group(1) != null ? step.group(1) : step.group(3), 0);
  }

  /** What is there: text, number, boolean, or JSON; null when nothing is, or a JSON null. */
  Object in(JsonNode root) {
    JsonNode node = root;
    for (Hop hop : hops) {
      node = node == null ? MissingNode.getInstance() : hop.from(node);
    }
    if (node == null || node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    return node.isNumber() ? node.numberValue() : node.isBoolean() ? node.booleanValue() : node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
