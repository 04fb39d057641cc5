package io.plimsoll.load.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads suite files with all the scenarios they name. All mistakes of all files are reported
 * together, each with its file, line and column. Immutable and thread-safe.
 */
public final class SuiteParser {
  static final List<String> SUITE =
      List.of(
          "name",
          "scenarios",
          "target",
          "labels",
          "cooldown",
          "loadMultiplier",
          "durationMultiplier",
          "stopOnFailure");
  static final List<String> ENTRY =
      List.of(
          "scenario", "with", "cooldown", "loadMultiplier", "durationMultiplier", "stopOnFailure");

  private static final String FORM = "a mapping with name and scenarios";
  private static final String A_MULTIPLIER = "a number above 0";

  private final Function<String, String> environment;
  private final ScenarioParser scenarios;

  /**
   * @param environment value of a variable, or null; {@code System::getenv}
   */
  public SuiteParser(Function<String, String> environment) {
    this.environment = environment;
    this.scenarios = new ScenarioParser(environment);
  }

  /** What an entry takes from its suite when it does not say otherwise. */
  private record Usual(
      Optional<Target> target,
      Map<String, String> labels,
      Duration cooldown,
      double loadMultiplier,
      double durationMultiplier,
      boolean stopOnFailure) {}

  /**
   * Whether this text is meant to be a suite: it has {@code scenarios} and no {@code load}.
   *
   * @return false also for what is no YAML
   */
  public static boolean isSuite(String yaml) {
    try {
      return YamlText.compose(yaml, "") instanceof MappingNode root
          && has(root, "scenarios")
          && !has(root, "load");
    } catch (ScenarioException notYaml) {
      return false;
    }
  }

  private static boolean has(MappingNode root, String key) {
    return root.getValue().stream()
        .anyMatch(
            tuple ->
                tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key));
  }

  /**
   * Reads a suite. The scenarios' paths are relative to its directory.
   *
   * @throws IOException when the suite itself cannot be read
   * @throws ScenarioException when it, or one of its scenarios, cannot be used
   */
  public Suite read(Path file) throws IOException, ScenarioException {
    Problems problems = new Problems();
    Path directory = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    Values values = new Values(problems, environment, Optional.of(directory));
    Node root = YamlText.compose(Files.readString(file), file.toString());
    Optional<Suite> suite = Fields.of(root, FORM, problems).map(fields -> suite(fields, values));
    if (problems.any() || suite.isEmpty()) {
      throw new ScenarioException(problems.sorted());
    }
    return suite.get();
  }

  private Suite suite(Fields fields, Values values) {
    fields.allow(SUITE, List.of());
    Optional<String> name =
        fields.require("name", "a name").flatMap(each -> values.text(each, "a name"));
    Usual usual =
        new Usual(
            fields.get("target").flatMap(node -> ScenarioParser.target(node, values)),
            ScenarioParser.labels(fields, values),
            fields.get("cooldown").flatMap(values::duration).orElse(Duration.ZERO),
            multiplier(fields, "loadMultiplier", values),
            multiplier(fields, "durationMultiplier", values),
            fields.get("stopOnFailure").flatMap(values::yesNo).orElse(false));
    String what = "a list of files, or of { scenario: FILE, loadMultiplier: 2 }";
    List<Node> nodes =
        fields
            .require("scenarios", what)
            .flatMap(node -> Fields.list(node, what, values.problems()))
            .orElse(List.of());
    fields
        .get("scenarios")
        .filter(node -> nodes.isEmpty())
        .ifPresent(node -> values.problems().at(node, "expected at least one scenario"));
    List<Suite.Entry> entries = new ArrayList<>();
    nodes.forEach(node -> entries.addAll(entry(node, usual, values)));
    return new Suite(name.orElse(""), entries);
  }

  private static double multiplier(Fields fields, String key, Values values) {
    return fields.get(key).flatMap(node -> values.positiveNumber(node, A_MULTIPLIER)).orElse(1.0);
  }

  private List<Suite.Entry> entry(Node node, Usual usual, Values values) {
    if (node instanceof ScalarNode) {
      return runs(node, List.of(), usual, values);
    }
    Optional<Fields> found = Fields.of(node, "a file, or { scenario: FILE }", values.problems());
    if (found.isEmpty()) {
      return List.of();
    }
    Fields fields = found.get().allow(ENTRY, List.of());
    Usual own =
        new Usual(
            usual.target(),
            usual.labels(),
            fields.get("cooldown").flatMap(values::duration).orElse(usual.cooldown()),
            usual.loadMultiplier() * multiplier(fields, "loadMultiplier", values),
            usual.durationMultiplier() * multiplier(fields, "durationMultiplier", values),
            fields.get("stopOnFailure").flatMap(values::yesNo).orElse(usual.stopOnFailure()));
    List<NodeTuple> overrides =
        fields
            .get("with")
            .flatMap(each -> Fields.of(each, "keys of the scenario", values.problems()))
            .map(each -> each.node().getValue())
            .orElse(List.of());
    return fields
        .require("scenario", "a scenario file")
        .map(each -> runs(each, overrides, own, values))
        .orElse(List.of());
  }

  private List<Suite.Entry> runs(Node node, List<NodeTuple> overrides, Usual usual, Values values) {
    Optional<Path> file = values.file(node);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return scenarios.readAll(file.get(), overrides).stream()
          .map(scenario -> entry(file.get(), scenario, usual))
          .toList();
    } catch (ScenarioException e) {
      values.problems().addAll(e.problems());
    } catch (IOException e) {
      values
          .problems()
          .at(node, "expected a scenario file that can be read, found " + Fields.kind(node));
    }
    return List.of();
  }

  private static Suite.Entry entry(Path file, Scenario scenario, Usual usual) {
    Scenario scaled =
        scenario
            .scaled(usual.loadMultiplier(), usual.durationMultiplier())
            .labelled(usual.labels());
    Duration cooldown =
        Duration.ofNanos(
            Math.round((double) usual.cooldown().toNanos() * usual.durationMultiplier()));
    return new Suite.Entry(
        file.toString(),
        usual.target().map(scaled::withTarget).orElse(scaled),
        cooldown,
        usual.stopOnFailure());
  }
}
