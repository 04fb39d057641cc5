package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the messages of a WebSocket: what is sent, and what is waited for. */
final class MessageReader {
  private static final String FORM =
      "a text, or { text: … }, { json: … } or { random: 1KiB } with binary: true, fragment: 16KiB";
  private static final List<String> CONTENTS = List.of("text", "json", "random");
  private static final long MOST_BYTES = 64L << 20;

  private final Values values;
  private final JsonText jsonText;
  private final AnswerReader answers;

  MessageReader(Values values) {
    this.values = values;
    this.jsonText = new JsonText(values);
    this.answers = new AnswerReader(values);
  }

  Optional<Message> message(Node node) {
    if (node instanceof ScalarNode) {
      return values
          .template(node, FORM, Escape.NONE)
          .map(text -> new Message(new Message.Text(text), false, 0));
    }
    Optional<Fields> found = Fields.of(node, FORM, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.MESSAGE, List.of());
    List<String> contents = fields.present(CONTENTS);
    if (contents.size() != 1) {
      values.problems().at(node, "expected one of: " + String.join(", ", CONTENTS));
      return Optional.empty();
    }
    boolean binary = fields.get("binary").flatMap(values::yesNo).orElse(false);
    int fragment = fields.get("fragment").flatMap(this::fragment).orElse(0);
    return content(contents.get(0), fields.get(contents.get(0)).orElseThrow())
        .map(content -> new Message(content, binary, fragment));
  }

  private Optional<Message.Content> content(String kind, Node node) {
    return switch (kind) {
      case "text" -> values.template(node, "a text", Escape.NONE).map(Message.Text::new);
      case "json" -> Optional.of(new Message.Text(jsonText.of(node)));
      default -> random(node);
    };
  }

  private Optional<Message.Content> random(Node node) {
    String what = "a size like 1KiB, or a range like 1KiB..4KiB, up to 64MiB";
    Optional<String> text = values.text(node, what);
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
            && least.getAsLong() <= most.getAsLong()
            && most.getAsLong() <= MOST_BYTES;
    return values.reported(
        node,
        what,
        ascending
            ? Optional.of(new Message.Random((int) least.getAsLong(), (int) most.getAsLong()))
            : Optional.empty());
  }

  private Optional<Integer> fragment(Node node) {
    String what = "a size like 16KiB, up to 64MiB";
    return values
        .text(node, what)
        .flatMap(
            text -> {
              OptionalLong size = Units.size(text);
              boolean fits = size.isPresent() && size.getAsLong() <= MOST_BYTES;
              return values.reported(
                  node,
                  what,
                  fits ? Optional.of((int) size.getAsLong()) : Optional.<Integer>empty());
            });
  }

  /** {@code any}, a condition, or a mapping of what the message must show. */
  Optional<Reply> reply(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      List<Check> checks = answers.ofMessage(node);
      return Optional.of(new Reply(Optional.empty(), checks));
    }
    if (scalar.getValue().trim().equals("any")) {
      return Optional.of(Reply.ANY);
    }
    return values
        .condition(node, true)
        .map(condition -> new Reply(Optional.of(condition), List.of()));
  }
}
