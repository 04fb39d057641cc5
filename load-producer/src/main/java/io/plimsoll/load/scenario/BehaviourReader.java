package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code userTypes}, {@code behaviours}, and {@code steps} as the only behaviour. */
final class BehaviourReader {
  private static final String BEHAVIOUR = "a mapping with weight and steps";
  private static final List<String> LATER = List.of("feeder", "repeat", "if");

  private final Values values;
  private final StepReader steps;
  private final boolean closed;

  /**
   * @param closed whether there are users that come and go; arrivals have no life of their own
   */
  BehaviourReader(Values values, StepDefaults defaults, boolean closed) {
    this.values = values;
    this.steps = new StepReader(values, defaults);
    this.closed = closed;
  }

  /** The types of a scenario: as it lists them, or the only one it has. */
  List<UserType> types(Fields scenario, String name, ThinkTime thinkTime) {
    if (!scenario.has("userTypes")) {
      return type(scenario, "", name, 1, thinkTime).stream().toList();
    }
    for (String key : scenario.present(List.of("behaviours", "steps", "onStart", "onStop"))) {
      values
          .problems()
          .at(scenario.keyNode(key), "\"" + key + "\" belongs to each of userTypes here");
    }
    List<UserType> types = new ArrayList<>();
    Node node = scenario.get("userTypes").orElseThrow();
    Optional<Fields> found = Fields.of(node, "types of users by name", values.problems());
    if (found.isPresent() && found.get().keys().isEmpty()) {
      values.problems().at(node, "expected at least one type of users");
    }
    found.ifPresent(
        fields ->
            fields
                .keys()
                .forEach(
                    key ->
                        Fields.of(
                                fields.get(key).orElseThrow(),
                                "a mapping with weight and behaviours",
                                values.problems())
                            .flatMap(each -> listed(each, key, thinkTime))
                            .ifPresent(types::add)));
    return types;
  }

  private Optional<UserType> listed(Fields fields, String name, ThinkTime thinkTime) {
    fields.allow(Keys.USER_TYPE, List.of());
    ThinkTime own = fields.get("thinkTime").flatMap(values::thinkTime).orElse(thinkTime);
    return type(fields, name, name, weight(fields), own);
  }

  private Optional<UserType> type(
      Fields fields, String prefix, String name, double weight, ThinkTime thinkTime) {
    Optional<Behaviour> onStart = life(fields, "onStart", prefix, thinkTime);
    Optional<Behaviour> onStop = life(fields, "onStop", prefix, thinkTime);
    List<Behaviour> behaviours = behaviours(fields, prefix, name, thinkTime);
    long timed = behaviours.stream().filter(each -> each.perMinute().isPresent()).count();
    if (timed > 0 && timed < behaviours.size()) {
      values
          .problems()
          .at(
              fields.keyNode("behaviours"),
              "either all behaviours have a frequency, or none: users keep a timetable or choose");
    }
    return behaviours.isEmpty()
        ? Optional.empty()
        : Optional.of(new UserType(name, weight, onStart, onStop, behaviours));
  }

  private Optional<Behaviour> life(Fields fields, String key, String prefix, ThinkTime thinkTime) {
    Optional<Node> node = fields.get(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!closed) {
      values.problems().at(fields.keyNode(key), "arrivals come once and go: this needs users");
    }
    String name = prefix.isEmpty() ? key : prefix + " " + key;
    return Optional.of(
        new Behaviour(name, 1, OptionalDouble.empty(), thinkTime, steps.read(node.get(), name)));
  }

  private List<Behaviour> behaviours(
      Fields fields, String prefix, String name, ThinkTime thinkTime) {
    if (fields.has("behaviours") && fields.has("steps")) {
      values
          .problems()
          .at(fields.keyNode("steps"), "either behaviours or steps: give only one of them");
    }
    if (fields.has("steps")) {
      List<Step> read = steps.read(fields.get("steps").orElseThrow(), prefix);
      return read.isEmpty()
          ? List.of()
          : List.of(new Behaviour(name, 1, OptionalDouble.empty(), thinkTime, read));
    }
    return fields
        .require("behaviours", "behaviours by name, or steps")
        .map(node -> behaviours(node, thinkTime))
        .orElse(List.of());
  }

  private List<Behaviour> behaviours(Node node, ThinkTime thinkTime) {
    List<Behaviour> read = new ArrayList<>();
    Optional<Fields> fields = Fields.of(node, "a mapping of behaviours by name", values.problems());
    if (fields.isPresent() && fields.get().keys().isEmpty()) {
      values.problems().at(node, "expected at least one behaviour");
    }
    if (fields.isPresent()) {
      for (NodeTuple tuple : ((MappingNode) node).getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name) {
          behaviour(name, tuple.getValueNode(), thinkTime).ifPresent(read::add);
        }
      }
    }
    return read;
  }

  private Optional<Behaviour> behaviour(ScalarNode name, Node node, ThinkTime thinkTime) {
    Optional<Fields> found = Fields.of(node, BEHAVIOUR, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (name.getValue().equals("*")) {
      values.problems().at(name, "\"*\" means all operations; choose another name");
    }
    Fields fields = found.get().allow(Keys.BEHAVIOUR, LATER);
    ThinkTime own = fields.get("thinkTime").flatMap(values::thinkTime).orElse(thinkTime);
    List<Step> read =
        fields
            .require("steps", "a list of steps")
            .map(each -> steps.read(each, name.getValue()))
            .orElse(List.of());
    OptionalDouble perMinute = frequency(fields);
    double weight = weight(fields);
    return read.isEmpty()
        ? Optional.empty()
        : Optional.of(new Behaviour(name.getValue(), weight, perMinute, own, read));
  }

  private double weight(Fields fields) {
    return fields
        .get("weight")
        .flatMap(each -> values.positiveNumber(each, "a weight above 0"))
        .orElse(1d);
  }

  private OptionalDouble frequency(Fields fields) {
    if (!fields.has("frequency")) {
      return OptionalDouble.empty();
    }
    if (!closed) {
      values.problems().at(fields.keyNode("frequency"), "arrivals set the rate: this needs users");
    }
    if (fields.has("weight")) {
      values
          .problems()
          .at(fields.keyNode("frequency"), "either weight or frequency: give only one of them");
    }
    Optional<Double> rate = fields.get("frequency").flatMap(values::rate);
    if (rate.isPresent() && rate.get() == 0) {
      values.problems().at(fields.keyNode("frequency"), "must be above 0");
    }
    return rate.map(each -> OptionalDouble.of(each * 60)).orElse(OptionalDouble.empty());
  }
}
