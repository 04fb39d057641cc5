package io.plimsoll.load.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a request carries: {@code json}, {@code form}, {@code multipart} or {@code body}. */
final class BodyReader {
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";

  private final Values values;
  private final JsonText jsonText;

  BodyReader(Values values) {
    this.values = values;
    this.jsonText = new JsonText(values);
  }

  /**
   * @param headers get the type of the body, unless they have one
   */
  Body read(Fields fields, HttpStep.Method method, Map<String, Template> headers) {
    List<String> bodies = fields.present(Keys.BODIES);
    if (bodies.isEmpty()) {
      return Body.NONE;
    }
    String kind = bodies.get(0);
    if (!method.takesBody()) {
      String message = "a %s request has no body; use post:".formatted(method);
      values.problems().at(fields.keyNode(kind), message);
    }
    if (bodies.size() > 1) {
      values
          .problems()
          .at(
              fields.keyNode(bodies.get(1)),
              "either %s or %s: give only one of them".formatted(kind, bodies.get(1)));
    }
    Node node = fields.get(kind).orElseThrow();
    return switch (kind) {
      case "json" -> text(jsonText.of(node), "application/json", headers);
      case "form" -> text(form(node), FORM_TYPE, headers);
      case "multipart" -> multipart(node);
      default ->
          values.template(node, "a text", Escape.NONE).<Body>map(Body.Text::new).orElse(Body.NONE);
    };
  }

  private static Body text(Template text, String type, Map<String, Template> headers) {
    headers.putIfAbsent("Content-Type", Template.of(type));
    return new Body.Text(text);
  }

  private Template form(Node node) {
    List<Template> parts = new ArrayList<>();
    Fields.of(node, "fields by name", values.problems())
        .ifPresent(
            fields ->
                fields
                    .keys()
                    .forEach(
                        name -> {
                          String before = parts.isEmpty() ? "" : "&";
                          parts.add(Template.of(before + Escape.FORM.write(name) + "="));
                          values
                              .template(fields.get(name).orElseThrow(), "a text", Escape.FORM)
                              .ifPresent(parts::add);
                        }));
    return Template.join(parts);
  }

  private Body multipart(Node node) {
    List<Body.Part> parts = new ArrayList<>();
    Optional<Fields> found = Fields.of(node, "parts by name", values.problems());
    if (found.isPresent() && found.get().keys().isEmpty()) {
      values.problems().at(node, "expected at least one part: file: { random: 5MB..50MB }");
    }
    found.ifPresent(
        fields ->
            fields
                .keys()
                .forEach(
                    name ->
                        content(name, fields.get(name).orElseThrow())
                            .ifPresent(content -> parts.add(new Body.Part(name, content)))));
    return new Body.Multipart(parts);
  }

  private Optional<Body.Content> content(String partName, Node node) {
    if (!partName.matches("[^\"\\r\\n]+")) {
      values.problems().at(node, "the name of a part has no quotes and is one line");
      return Optional.empty();
    }
    if (!(node instanceof MappingNode)) {
      return values.template(node, "a text", Escape.NONE).map(Body.Field::new);
    }
    Fields fields =
        Fields.of(node, "a file", values.problems()).orElseThrow().allow(Keys.FILE_PART, List.of());
    if (fields.has("random") == fields.has("file")) {
      values.problems().at(node, "expected either { random: 5MB..50MB } or { file: PATH }");
      return Optional.empty();
    }
    Optional<String> name = fields.get("name").flatMap(each -> values.text(each, "a file name"));
    return fields.has("random")
        ? fields.get("random").flatMap(each -> random(each, name.orElse(partName + ".bin")))
        : fields.get("file").flatMap(each -> file(each, name));
  }

  private Optional<Body.Content> random(Node node, String fileName) {
    Optional<String> text = values.text(node, Units.SIZE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] ends = text.get().split("\\.\\.", -1);
    OptionalLong least = Units.size(ends[0]);
    OptionalLong most = Units.size(ends[ends.length - 1]);
    boolean ascending =
        ends.length <= 2
            && least.isPresent()
            && most.isPresent()
            && least.getAsLong() <= most.getAsLong();
    return values.reported(
        node,
        Units.SIZE + " (up to 2GB)",
        ascending
            ? Optional.of(new Body.RandomFile(fileName, least.getAsLong(), most.getAsLong()))
            : Optional.empty());
  }

  private Optional<Body.Content> file(Node node, Optional<String> name) {
    Optional<Path> path = values.file(node);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path.get()) || !Files.isReadable(path.get())) {
      values.problems().at(node, "no file that can be read: " + Fields.kind(node));
      return Optional.empty();
    }
    String fileName = name.orElseGet(() -> String.valueOf(path.get().getFileName()));
    return Optional.of(new Body.DiskFile(fileName, path.get()));
  }
}
