package io.plimsoll.load.scenario;

import io.plimsoll.schemas.SlaRule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A scenario, read and checked. Immutable.
 *
 * @param access how the target is reached
 * @param until reasons to end before the plan does
 * @param userTypes at least one
 * @param feeders where values come from
 * @param thresholds how much change is too much, where it is not the usual
 * @param sample what is sampled while it runs
 * @param cookies whether each user keeps the cookies it is given
 * @param maxConnections most connections to the target at a time, over all event loops
 * @param transport how outcomes travel, where the file says so
 * @param hash SHA-256 of its file, hexadecimal, before environment values were put in
 */
public record Scenario(
    String name,
    Target target,
    Access access,
    Load load,
    List<StopRule> until,
    List<UserType> userTypes,
    List<Feeder> feeders,
    List<Limit> sla,
    List<ChangeLimit> thresholds,
    SamplePlan sample,
    Map<String, String> labels,
    boolean cookies,
    long seed,
    int maxConnections,
    Optional<OutcomeTransport> transport,
    String hash) {

  public Scenario {
    until = List.copyOf(until);
    userTypes = List.copyOf(userTypes);
    feeders = List.copyOf(feeders);
    sla = List.copyOf(sla);
    thresholds = List.copyOf(thresholds);
    labels = Map.copyOf(labels);
  }

  /** All behaviours of all types of users. */
  public List<Behaviour> behaviours() {
    return userTypes.stream().flatMap(type -> type.behaviours().stream()).toList();
  }

  /** Names of all operations it can produce, in the order of the file, each once. */
  public List<String> operations() {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    userTypes.forEach(
        type -> type.everything().forEach(behaviour -> names.addAll(behaviour.operations())));
    return List.copyOf(names);
  }

  /** The reasons to end early as rules, which are judged on the outcomes of all agents. */
  public List<SlaRule> untilRules() {
    return IntStream.range(0, until.size())
        .mapToObj(i -> until.get(i).toRule("until/" + (i + 1)))
        .toList();
  }

  /** Those of its operations that go over WebSockets. */
  public Set<String> socketOperations() {
    return userTypes.stream()
        .flatMap(UserType::everything)
        .flatMap(behaviour -> Step.all(behaviour.steps()))
        .filter(SocketStep.class::isInstance)
        .flatMap(step -> step.operations().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same at another level and another pace; think times and limits stay. */
  public Scenario scaled(double loadMultiplier, double durationMultiplier) {
    if (!(loadMultiplier > 0) || !(durationMultiplier > 0)) {
      throw new IllegalArgumentException(
          "multipliers must be above 0, not " + loadMultiplier + " and " + durationMultiplier);
    }
    Load scaled = load.scaled(loadMultiplier, durationMultiplier);
    return with(name, target, scaled, labels, connectionsFor(scaled, loadMultiplier));
  }

  /** Users share connections at every level alike, or have one each at every level. */
  private int connectionsFor(Load scaled, double loadMultiplier) {
    if (!(load instanceof Load.Closed before) || !(scaled instanceof Load.Closed after)) {
      return maxConnections;
    }
    double wanted =
        maxConnections < before.users()
            ? Math.ceil(maxConnections * loadMultiplier)
            : Math.max(maxConnections, after.users());
    return (int) Math.max(1, Math.min(wanted, ScenarioParser.MAX_CONNECTIONS));
  }

  /** The same against another target. */
  public Scenario withTarget(Target other) {
    return with(name, other, load, labels, maxConnections);
  }

  /** The same as a run of its own, named and labelled after its cell. */
  Scenario inCell(MatrixCell cell) {
    if (cell.values().isEmpty()) {
      return this;
    }
    Map<String, String> both = new HashMap<>(cell.labels());
    both.putAll(labels);
    String title = name + "[" + cell.title() + "]";
    return with(title, target, load, both, maxConnections);
  }

  /** The same with more labels; those of the file stay. */
  public Scenario labelled(Map<String, String> more) {
    Map<String, String> both = new HashMap<>(more);
    both.putAll(labels);
    return with(name, target, load, both, maxConnections);
  }

  private Scenario with(
      String otherName,
      Target otherTarget,
      Load otherLoad,
      Map<String, String> otherLabels,
      int connections) {
    return new Scenario(
        otherName,
        otherTarget,
        access,
        otherLoad,
        until,
        userTypes,
        feeders,
        sla,
        thresholds,
        sample,
        otherLabels,
        cookies,
        seed,
        connections,
        transport,
        hash);
  }
}
