package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads lists of steps. */
final class StepReader {
  private static final int MAX_REPEAT = 10_000;
  private static final int MAX_DEPTH = 20;
  private static final String EXPECTED =
      "expected get: or post: with a path, or another step: put, patch, delete, head, poll, think,"
          + " repeat, if, or of a WebSocket: connect, send, await, close";
  private static final List<String> LATER = List.of("websocket", "download", "protocol");

  private final Values values;
  private final RequestReader requests;
  private final SocketReader sockets;

  StepReader(Values values, StepDefaults defaults) {
    this.values = values;
    this.requests = new RequestReader(values, defaults);
    this.sockets = new SocketReader(values, defaults, requests);
  }

  /**
   * @param behaviour name of the behaviour; empty where there is none
   */
  List<Step> read(Node node, String behaviour) {
    return read(node, behaviour, countRequests(node, 0) == 1, 0);
  }

  private List<Step> read(Node node, String behaviour, boolean alone, int depth) {
    List<Node> nodes = Fields.list(node, "a list of steps", values.problems()).orElse(List.of());
    if (nodes.isEmpty() && node instanceof SequenceNode) {
      values.problems().at(node, "expected at least one step, like - get: /path");
    }
    if (depth > MAX_DEPTH) {
      values.problems().at(node, "nested too deeply, or an alias that contains itself");
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    for (Node each : nodes) {
      Fields.of(each, "a step like { get: /path }", values.problems())
          .flatMap(fields -> step(fields, behaviour, alone, depth))
          .ifPresent(steps::add);
    }
    return steps;
  }

  private Optional<Step> step(Fields fields, String behaviour, boolean alone, int depth) {
    Optional<Step> step = read(fields, behaviour, alone, depth);
    step.filter(each -> !(each instanceof RepeatStep) && !(each instanceof IfStep))
        .ifPresent(
            each -> {
              Node place = fields.get("as").orElse(fields.node());
              boolean overSocket = each instanceof SocketStep;
              each.operations().forEach(name -> values.names().operation(place, name, overSocket));
            });
    return step;
  }

  private Optional<Step> read(Fields fields, String behaviour, boolean alone, int depth) {
    if (fields.has("poll")) {
      return requests.poll(fields.allow(Keys.POLL_STEP, LATER), behaviour);
    }
    if (fields.has("think")) {
      return fields
          .allow(Keys.THINK_STEP, LATER)
          .get("think")
          .flatMap(values::thinkTime)
          .map(ThinkStep::new);
    }
    if (fields.has("repeat")) {
      return repeat(fields.allow(Keys.REPEAT_STEP, LATER), behaviour, alone, depth);
    }
    if (fields.has("if")) {
      return conditional(fields.allow(Keys.IF_STEP, LATER), behaviour, alone, depth);
    }
    if (SocketReader.reads(fields)) {
      return sockets.step(fields, behaviour);
    }
    fields.allow(Keys.HTTP_STEP, LATER);
    if (fields.present(Keys.METHODS).isEmpty()) {
      if (fields.present(LATER).isEmpty()) {
        values.problems().at(fields.node(), EXPECTED);
      }
      return Optional.empty();
    }
    return requests.request(fields, behaviour, alone);
  }

  private Optional<Step> repeat(Fields fields, String behaviour, boolean alone, int depth) {
    String what = "a number of times like 3, or a range like 2..5, up to " + MAX_REPEAT;
    Optional<int[]> times =
        fields
            .get("repeat")
            .flatMap(
                node ->
                    values
                        .text(node, what)
                        .flatMap(text -> values.reported(node, what, times(text))));
    Optional<String> counter = fields.get("counter").flatMap(values::valueName);
    counter.ifPresent(values.names()::give);
    List<Step> steps =
        fields
            .require("steps", "a list of steps")
            .map(node -> read(node, behaviour, alone, depth + 1))
            .orElse(List.of());
    return times.map(each -> new RepeatStep(each[0], each[1], counter, steps));
  }

  private static Optional<int[]> times(String text) {
    if (!text.matches("\\d{1,5}(\\.\\.\\d{1,5})?")) {
      return Optional.empty();
    }
    String[] ends = text.split("\\.\\.", -1);
    int least = Integer.parseInt(ends[0]);
    int most = Integer.parseInt(ends[ends.length - 1]);
    return least <= most && most >= 1 && most <= MAX_REPEAT
        ? Optional.of(new int[] {least, most})
        : Optional.empty();
  }

  private Optional<Step> conditional(Fields fields, String behaviour, boolean alone, int depth) {
    Optional<Condition> condition = fields.get("if").flatMap(node -> values.condition(node, false));
    List<Step> then =
        fields
            .require("then", "a list of steps")
            .map(node -> read(node, behaviour, alone, depth + 1))
            .orElse(List.of());
    List<Step> otherwise =
        fields.get("else").map(node -> read(node, behaviour, alone, depth + 1)).orElse(List.of());
    return condition.map(each -> new IfStep(each, then, otherwise));
  }

  /** How many steps send a request with a name of their own making. */
  private static int countRequests(Node node, int depth) {
    if (depth > 2 * MAX_DEPTH) {
      return 0;
    }
    int count = 0;
    if (node instanceof SequenceNode list) {
      for (Node each : list.getValue()) {
        count += each instanceof MappingNode step ? countOf(step, depth) : 0;
      }
    }
    return count;
  }

  private static int countOf(MappingNode step, int depth) {
    int count = 0;
    for (NodeTuple tuple : step.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
      if (Keys.METHODS.contains(key)) {
        count++;
      } else if (key.equals("steps") || key.equals("then") || key.equals("else")) {
        count += countRequests(tuple.getValueNode(), depth + 1);
      }
    }
    return count;
  }
}
