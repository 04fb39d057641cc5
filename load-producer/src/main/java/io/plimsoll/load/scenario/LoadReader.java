package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code load}. */
final class LoadReader {
  private static final String LOAD = "users, staircase or arrivals";
  private static final int MAX_BURST = 1_000_000;
  private static final Duration BURST_EVERY = Duration.ofSeconds(10);

  private final Values values;

  LoadReader(Values values) {
    this.values = values;
  }

  Optional<Load> read(Node node) {
    return Fields.of(node, "a mapping with " + LOAD, values.problems()).flatMap(this::load);
  }

  private Optional<Load> load(Fields fields) {
    fields.allow(Keys.LOAD, List.of());
    List<String> kinds = fields.present(List.of("users", "staircase", "arrivals"));
    if (kinds.size() > 1) {
      String message = "either %s or %s: give only one of them";
      values
          .problems()
          .at(fields.keyNode(kinds.get(1)), message.formatted(kinds.get(0), kinds.get(1)));
    }
    if (kinds.isEmpty()) {
      values.problems().at(fields.node(), "expected " + LOAD);
      return Optional.empty();
    }
    if (fields.has("spike") && !fields.has("users")) {
      values.problems().at(fields.keyNode("spike"), "a spike needs users with a steady phase");
    }
    UsersReader users = new UsersReader(values);
    Node node = fields.get(kinds.get(0)).orElseThrow();
    return switch (kinds.get(0)) {
      case "users" -> users.users(node, fields.get("spike"));
      case "staircase" -> users.staircase(node);
      default -> open(node);
    };
  }

  /** The stop rules of a load; none when it has none. */
  List<StopRule> until(Node load) {
    return load instanceof MappingNode
        ? Fields.of(load, LOAD, new Problems())
            .flatMap(fields -> fields.get("until"))
            .flatMap(
                node ->
                    values
                        .text(node, StopRule.FORM)
                        .flatMap(text -> values.reported(node, StopRule.FORM, StopRule.of(text))))
            .orElse(List.of())
        : List.of();
  }

  private Optional<Load> open(Node node) {
    List<Node> stages =
        node instanceof SequenceNode
            ? Fields.list(node, "stages", values.problems()).orElseThrow()
            : List.of(node);
    if (stages.isEmpty()) {
      values.problems().at(node, "expected at least one stage: { rate: 100/s, for: 1m }");
    }
    List<Load.Arrivals> read = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      String name = stages.size() == 1 ? "arrivals" : "arrivals-" + (i + 1);
      stage(stages.get(i), name).ifPresent(read::add);
    }
    boolean whole = !stages.isEmpty() && read.size() == stages.size();
    if (whole && read.stream().allMatch(s -> s.fromPerSecond() + s.toPerSecond() == 0)) {
      values.problems().at(node, "nothing ever arrives: expected a rate above 0");
      whole = false;
    }
    return whole ? Optional.of(new Load.Open(read)) : Optional.empty();
  }

  private Optional<? extends Load.Arrivals> stage(Node node, String defaultName) {
    String what = "{ rate: 100/s, for: 1m }, { from: 10/s, to: 50/s, over: 5m } or { burst: 20 }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get().has("burst")) {
      return burst(found.get().allow(Keys.BURST, List.of()), defaultName);
    }
    Fields fields = found.get().allow(Keys.ARRIVALS, List.of());
    boolean constant = fields.has("rate") || fields.has("for");
    List<String> others =
        fields.present(constant ? List.of("from", "to", "over") : List.of("rate", "for"));
    if (!others.isEmpty()) {
      values
          .problems()
          .at(fields.keyNode(others.get(0)), "does not go with rate: expected either " + what);
      return Optional.empty();
    }
    String name =
        fields.get("name").flatMap(each -> values.text(each, "a name")).orElse(defaultName);
    boolean poisson = fields.get("poisson").flatMap(values::yesNo).orElse(false);
    return (constant ? constant(fields, name) : ramp(fields, name))
        .map(
            each ->
                new Load.ArrivalStage(
                    name, each.fromPerSecond(), each.toPerSecond(), each.over(), poisson));
  }

  private Optional<Load.BurstStage> burst(Fields fields, String defaultName) {
    String what = "a number of arrivals";
    String name =
        fields.get("name").flatMap(each -> values.text(each, "a name")).orElse(defaultName);
    Optional<Integer> size =
        fields.get("burst").flatMap(each -> values.whole(each, what, 1, MAX_BURST));
    Optional<Duration> every =
        fields.get("every").map(values::positiveDuration).orElse(Optional.of(BURST_EVERY));
    Optional<Integer> times =
        fields
            .get("times")
            .map(each -> values.whole(each, "a number of bursts", 1, MAX_BURST))
            .orElse(Optional.of(1));
    return size.isPresent() && every.isPresent() && times.isPresent()
        ? Optional.of(new Load.BurstStage(name, size.get(), every.get(), times.get()))
        : Optional.empty();
  }

  private Optional<Load.ArrivalStage> constant(Fields fields, String name) {
    Optional<Double> rate = fields.require("rate", Units.RATE).flatMap(values::rate);
    Optional<Duration> length =
        fields.require("for", Units.DURATION).flatMap(values::positiveDuration);
    return rate.flatMap(
        level -> length.map(each -> new Load.ArrivalStage(name, level, level, each)));
  }

  private Optional<Load.ArrivalStage> ramp(Fields fields, String name) {
    Optional<Double> from = fields.require("from", Units.RATE).flatMap(values::rate);
    Optional<Double> to = fields.require("to", Units.RATE).flatMap(values::rate);
    Optional<Duration> over =
        fields.require("over", Units.DURATION).flatMap(values::positiveDuration);
    return from.isPresent() && to.isPresent() && over.isPresent()
        ? Optional.of(new Load.ArrivalStage(name, from.get(), to.get(), over.get()))
        : Optional.empty();
  }
}
