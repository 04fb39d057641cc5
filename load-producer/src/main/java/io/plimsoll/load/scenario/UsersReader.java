package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code users}, {@code spike} and {@code staircase}. */
final class UsersReader {
  private static final int MAX_USERS = 1_000_000;
  private static final int MAX_STEPS = 1000;
  private static final String A_NUMBER = "a number of users";

  private final Values values;

  UsersReader(Values values) {
    this.values = values;
  }

  Optional<Load> users(Node node, Optional<Node> spike) {
    if (node instanceof SequenceNode list) {
      spike.ifPresent(
          each -> values.problems().at(each, "does not go with a list of stages: put it there"));
      return stages(list);
    }
    String what = "a mapping with rampUp, steady and rampDown, or a list of stages";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.USERS, List.of());
    Optional<Load.UserStage> steady =
        fields.require("steady", "steady: { users: 100, for: 20m }").flatMap(this::steady);
    Optional<Duration> down = optional(fields, "rampDown");
    Optional<Duration> up = steady.flatMap(level -> rampUp(fields, level.to()));
    if (up.isEmpty() || down.isEmpty() || steady.isEmpty()) {
      return Optional.empty();
    }
    int users = steady.get().to();
    List<Load.UserStage> stages = new ArrayList<>();
    stages.add(new Load.UserStage("rampUp", 0, users, up.get()));
    if (spike.isPresent()) {
      Optional<List<Load.UserStage>> peak = spike(spike.get(), up.get(), steady.get());
      if (peak.isEmpty()) {
        return Optional.empty();
      }
      stages.addAll(peak.get());
    } else {
      stages.add(steady.get());
    }
    stages.add(new Load.UserStage("rampDown", users, 0, down.get()));
    return Optional.of(new Load.Closed(stages));
  }

  private Optional<Duration> optional(Fields fields, String key) {
    return fields.get(key).map(values::duration).orElse(Optional.of(Duration.ZERO));
  }

  /** As a time, or as users per second. */
  private Optional<Duration> rampUp(Fields fields, int users) {
    if (!fields.has("spawnRate")) {
      return optional(fields, "rampUp");
    }
    if (fields.has("rampUp")) {
      values
          .problems()
          .at(fields.keyNode("spawnRate"), "either rampUp or spawnRate: give only one of them");
    }
    return fields
        .get("spawnRate")
        .flatMap(values::rate)
        .filter(
            rate -> {
              if (rate == 0) {
                values.problems().at(fields.keyNode("spawnRate"), "must be above 0");
              }
              return rate > 0;
            })
        .map(rate -> Duration.ofNanos(Math.round(users / rate * 1e9)));
  }

  private Optional<Load.UserStage> steady(Node node) {
    Optional<Fields> found = Fields.of(node, "{ users: 100, for: 20m }", values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.STEADY, List.of());
    Optional<Integer> users = number(fields, "users", 1);
    Optional<Duration> length = length(fields, "for");
    return users.flatMap(
        count -> length.map(each -> new Load.UserStage("steady", count, count, each)));
  }

  private Optional<Integer> number(Fields fields, String key, int least) {
    return fields
        .require(key, A_NUMBER)
        .flatMap(each -> values.whole(each, A_NUMBER, least, MAX_USERS));
  }

  private Optional<Duration> length(Fields fields, String key) {
    return fields.require(key, Units.DURATION).flatMap(values::positiveDuration);
  }

  /** Cuts the steady phase in two, with the spike between. */
  private Optional<List<Load.UserStage>> spike(Node node, Duration rampUp, Load.UserStage steady) {
    Optional<Fields> found = Fields.of(node, "{ at: 5m, users: 500, for: 2m }", values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.SPIKE, List.of());
    Optional<Duration> at = fields.require("at", Units.DURATION).flatMap(values::duration);
    Optional<Integer> users = number(fields, "users", 1);
    Optional<Duration> length = length(fields, "for");
    Optional<Duration> up = optional(fields, "rampUp");
    Optional<Duration> down = optional(fields, "rampDown");
    if (at.isEmpty() || users.isEmpty() || length.isEmpty() || up.isEmpty() || down.isEmpty()) {
      return Optional.empty();
    }
    Duration before = at.get().minus(rampUp);
    Duration whole = up.get().plus(length.get()).plus(down.get());
    Duration after = steady.over().minus(before).minus(whole);
    if (before.isNegative() || after.isNegative()) {
      values.problems().at(node, "a spike must lie within the steady phase");
      return Optional.empty();
    }
    int level = steady.to();
    int peak = users.get();
    return Optional.of(
        List.of(
            new Load.UserStage("steady", level, level, before),
            new Load.UserStage("spikeUp", level, peak, up.get()),
            new Load.UserStage("spike", peak, peak, length.get()),
            new Load.UserStage("spikeDown", peak, level, down.get()),
            new Load.UserStage("recovery", level, level, after)));
  }

  private Optional<Load> stages(SequenceNode list) {
    List<Load.UserStage> read = new ArrayList<>();
    for (Node each : list.getValue()) {
      stage(each, "users-" + (read.size() + 1)).ifPresent(read::add);
    }
    if (read.size() < list.getValue().size()) {
      return Optional.empty();
    }
    if (read.stream().allMatch(stage -> stage.from() + stage.to() == 0)) {
      values.problems().at(list, "nobody ever comes: expected a stage with users");
      return Optional.empty();
    }
    return Optional.of(new Load.Closed(read));
  }

  private Optional<Load.UserStage> stage(Node node, String defaultName) {
    String what = "{ users: 100, for: 5m } or { from: 0, to: 100, over: 5m }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.USER_STAGE, List.of());
    boolean level = fields.has("users") || fields.has("for");
    List<String> others =
        fields.present(level ? List.of("from", "to", "over") : List.of("users", "for"));
    if (!others.isEmpty()) {
      values.problems().at(fields.keyNode(others.get(0)), "expected either " + what);
      return Optional.empty();
    }
    String name =
        fields.get("name").flatMap(each -> values.text(each, "a name")).orElse(defaultName);
    Optional<Integer> from = number(fields, level ? "users" : "from", 0);
    Optional<Integer> to = number(fields, level ? "users" : "to", 0);
    Optional<Duration> over = length(fields, level ? "for" : "over");
    return from.isPresent() && to.isPresent() && over.isPresent()
        ? Optional.of(new Load.UserStage(name, from.get(), to.get(), over.get()))
        : Optional.empty();
  }

  Optional<Load> staircase(Node node) {
    String what = "{ start: 100, add: 100, every: 5m, to: 1000 }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.STAIRCASE, List.of());
    Optional<Integer> start = number(fields, "start", 1);
    Optional<Integer> add = number(fields, "add", 1);
    Optional<Integer> to = number(fields, "to", 1);
    Optional<Duration> every = length(fields, "every");
    if (start.isEmpty() || add.isEmpty() || to.isEmpty() || every.isEmpty()) {
      return Optional.empty();
    }
    if (to.get() < start.get() || (to.get() - start.get()) / add.get() >= MAX_STEPS) {
      values.problems().at(node, "expected up to " + MAX_STEPS + " steps up, like " + what);
      return Optional.empty();
    }
    List<Load.UserStage> stages = new ArrayList<>();
    for (int users = start.get(); users <= to.get(); users += add.get()) {
      stages.add(new Load.UserStage("users-" + users, users, users, every.get()));
    }
    return Optional.of(new Load.Closed(stages));
  }
}
