package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what an answer must be ({@code expect}) and what is taken out of it ({@code extract}). */
final class AnswerReader {
  private final Values values;

  AnswerReader(Values values) {
    this.values = values;
  }

  Expect expect(Node node) {
    Optional<Fields> found = Fields.of(node, "{ status: 200 }", values.problems());
    if (found.isEmpty()) {
      return Expect.ANY_SUCCESS;
    }
    Fields fields = found.get().allow(Keys.EXPECT, List.of());
    if (fields.present(Keys.EXPECT).isEmpty()) {
      values.problems().at(node, "expected at least one of: " + String.join(", ", Keys.EXPECT));
    }
    List<Check> checks = new ArrayList<>();
    fields.get("headers").ifPresent(each -> headers(each, checks));
    checks.addAll(bodyChecks(fields));
    return new Expect(fields.get("status").map(this::statuses).orElse(StatusSet.EMPTY), checks);
  }

  /** What a message must show: it has neither status nor headers. */
  List<Check> ofMessage(Node node) {
    Optional<Fields> found = Fields.of(node, "{ json: { $.type: done } }", values.problems());
    if (found.isEmpty()) {
      return List.of();
    }
    Fields fields = found.get().allow(Keys.REPLY, List.of());
    if (fields.present(Keys.REPLY).isEmpty()) {
      values.problems().at(node, "expected at least one of: " + String.join(", ", Keys.REPLY));
    }
    return bodyChecks(fields);
  }

  private List<Check> bodyChecks(Fields fields) {
    List<Check> checks = new ArrayList<>();
    fields.get("json").ifPresent(each -> json(each, checks));
    for (Node each : all(fields, "contains")) {
      values.rawWithEnv(each, "a text").ifPresent(text -> checks.add(new Check.Contains(text)));
    }
    for (Node each : all(fields, "matches")) {
      pattern(each).ifPresent(pattern -> checks.add(new Check.Matches(pattern)));
    }
    return checks;
  }

  private static List<Node> all(Fields fields, String key) {
    return fields.get(key).map(AnswerReader::oneOrMore).orElse(List.of());
  }

  private static List<Node> oneOrMore(Node node) {
    return node instanceof SequenceNode sequence ? List.copyOf(sequence.getValue()) : List.of(node);
  }

  private StatusSet statuses(Node node) {
    Set<Integer> statuses = new HashSet<>();
    if (oneOrMore(node).isEmpty()) {
      values.problems().at(node, "expected at least one status code");
    }
    oneOrMore(node)
        .forEach(each -> values.whole(each, "a status code", 200, 599).ifPresent(statuses::add));
    return StatusSet.of(statuses);
  }

  private void headers(Node node, List<Check> checks) {
    Fields.of(node, "headers by name", values.problems())
        .ifPresent(
            fields ->
                fields
                    .keys()
                    .forEach(
                        name ->
                            wanted(fields.get(name).orElseThrow())
                                .ifPresent(w -> checks.add(new Check.Header(name, w)))));
  }

  private void json(Node node, List<Check> checks) {
    Optional<Fields> found = Fields.of(node, "values by JSON path", values.problems());
    found.ifPresent(
        fields ->
            fields
                .keys()
                .forEach(
                    path ->
                        values
                            .reported(fields.keyNode(path), JsonPath.FORM, JsonPath.of(path))
                            .ifPresent(
                                at ->
                                    wanted(fields.get(path).orElseThrow())
                                        .ifPresent(w -> checks.add(new Check.Json(at, w))))));
  }

  /** A value, {@code /pattern/}, {@code "*"} for anything, or nothing for no value at all. */
  private Optional<Wanted> wanted(Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(new Wanted.Absent());
    }
    Optional<String> text = values.rawWithEnv(node, "a value, /pattern/ or \"*\"");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String wanted = text.get();
    if (wanted.equals("*")) {
      return Optional.of(new Wanted.Present());
    }
    if (wanted.length() > 2 && wanted.startsWith("/") && wanted.endsWith("/")) {
      return values
          .reported(
              node,
              BoundedPattern.FORM,
              BoundedPattern.of(wanted.substring(1, wanted.length() - 1)))
          .map(Wanted.Like::new);
    }
    return Optional.of(new Wanted.Same(wanted));
  }

  private Optional<BoundedPattern> pattern(Node node) {
    return values
        .text(node, BoundedPattern.FORM)
        .flatMap(text -> values.reported(node, BoundedPattern.FORM, BoundedPattern.of(text)));
  }

  List<Extract> extracts(Node node) {
    List<Extract> extracts = new ArrayList<>();
    Optional<Fields> found =
        Fields.of(node, "values by name, like { task: $.id }", values.problems());
    found.ifPresent(
        fields ->
            fields
                .keys()
                .forEach(
                    name ->
                        values
                            .valueName(fields.keyNode(name))
                            .flatMap(known -> source(fields.get(name).orElseThrow()))
                            .ifPresent(
                                source -> {
                                  values.names().give(name);
                                  extracts.add(new Extract(name, source));
                                })));
    return extracts;
  }

  private Optional<Extract.Source> source(Node node) {
    if (!(node instanceof MappingNode)) {
      return json(node);
    }
    Fields fields =
        Fields.of(node, "a source", values.problems()).orElseThrow().allow(Keys.EXTRACT, List.of());
    List<String> kinds = fields.present(Keys.EXTRACT);
    if (kinds.size() != 1) {
      values.problems().at(node, "expected one of: " + String.join(", ", Keys.EXTRACT));
      return Optional.empty();
    }
    Node from = fields.get(kinds.get(0)).orElseThrow();
    return switch (kinds.get(0)) {
      case "json" -> json(from);
      case "header" -> values.text(from, "a header name").map(Extract.FromHeader::new);
      default -> pattern(from).map(Extract.FromText::new);
    };
  }

  private Optional<Extract.Source> json(Node node) {
    return values
        .text(node, JsonPath.FORM)
        .flatMap(text -> values.reported(node, JsonPath.FORM, JsonPath.of(text)))
        .map(Extract.FromJson::new);
  }
}
