package io.plimsoll.load.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads scenario files. All mistakes of a file are reported together, each with line and column.
 * Immutable and thread-safe.
 */
public final class ScenarioParser {
  /** Most connections a scenario may ask for. */
  public static final int MAX_CONNECTIONS = 50_000;

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final int DEFAULT_OPEN_CONNECTIONS = 1000;
  private static final List<String> LATER =
      List.of("until", "abort", "suite", "protocol", "agents");
  private static final String WHOLE = "a mapping with name, target, load and behaviours";

  private final Function<String, String> environment;

  /**
   * @param environment value of a variable, or null; {@code System::getenv}
   */
  public ScenarioParser(Function<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads a file with one run. Paths in it are relative to its directory.
   *
   * @throws IOException when it cannot be read
   * @throws ScenarioException when it is not a scenario, or a matrix of several runs
   */
  public Scenario read(Path file) throws IOException, ScenarioException {
    return only(readAll(file), file.toString());
  }

  /**
   * Reads a text with one run. Paths in it are relative to the working directory.
   *
   * @throws ScenarioException when it is not a scenario, or a matrix of several runs
   */
  public Scenario parse(String yaml) throws ScenarioException {
    return only(parseAll(yaml), "");
  }

  /**
   * Reads a file: one scenario, or one for each cell of its matrix, in the order they run.
   *
   * @throws IOException when it cannot be read
   * @throws ScenarioException when it is not a scenario
   */
  public List<Scenario> readAll(Path file) throws IOException, ScenarioException {
    return readAll(file, List.of());
  }

  /**
   * The same with other values for some of its keys.
   *
   * @param overrides go before the file's own keys of the same name
   */
  List<Scenario> readAll(Path file, List<NodeTuple> overrides)
      throws IOException, ScenarioException {
    Optional<Path> directory = Optional.ofNullable(file.toAbsolutePath().getParent());
    return parse(Files.readString(file), file.toString(), directory, overrides);
  }

  /**
   * Reads a text: one scenario, or one for each cell of its matrix.
   *
   * @throws ScenarioException when it is not a scenario
   */
  public List<Scenario> parseAll(String yaml) throws ScenarioException {
    return parse(yaml, "", Optional.empty(), List.of());
  }

  /**
   * Reads the sources in the {@code sample} section of a file; what else is in it does not matter.
   *
   * @throws IOException when it cannot be read
   * @throws ScenarioException when it has no such section, or a mistake in it
   */
  public List<SampledSource> readSources(Path file) throws IOException, ScenarioException {
    Problems problems = new Problems();
    Node root = YamlText.compose(Files.readString(file), file.toString());
    Optional<Path> directory = Optional.ofNullable(file.toAbsolutePath().getParent());
    Values values = new Values(problems, environment, directory);
    List<SampledSource> sources =
        Fields.of(root, "a mapping with sample", problems)
            .flatMap(fields -> fields.require("sample", "a list of sources"))
            .map(node -> new SampleReader(values, false).read(node).sources())
            .orElse(List.of());
    if (problems.any()) {
      throw new ScenarioException(problems.sorted());
    }
    return sources;
  }

  private static Scenario only(List<Scenario> scenarios, String file) throws ScenarioException {
    if (scenarios.size() > 1) {
      String message = "one run was expected here, this matrix has " + scenarios.size() + " cells";
      throw new ScenarioException(List.of(new Problem(file, 1, 1, message)));
    }
    return scenarios.get(0);
  }

  private List<Scenario> parse(
      String yaml, String file, Optional<Path> directory, List<NodeTuple> overrides)
      throws ScenarioException {
    Problems problems = new Problems();
    Node root = YamlText.compose(yaml, file);
    List<Scenario> scenarios = new ArrayList<>();
    if (root instanceof MappingNode mapping) {
      String text = overrides.isEmpty() ? yaml : yaml + overrides;
      MappingNode whole = overridden(mapping, overrides);
      for (MatrixCell cell : new MatrixReader(problems).read(whole)) {
        Fields.of(cell.applied(whole, problems), WHOLE, problems)
            .flatMap(fields -> scenario(fields, new Values(problems, environment, directory), text))
            .map(scenario -> scenario.inCell(cell))
            .ifPresent(scenarios::add);
      }
    } else {
      problems.at(root, "expected " + WHOLE + ", found " + Fields.kind(root));
    }
    if (problems.any()) {
      throw new ScenarioException(problems.sorted());
    }
    return List.copyOf(scenarios);
  }

  private static MappingNode overridden(MappingNode root, List<NodeTuple> overrides) {
    if (overrides.isEmpty()) {
      return root;
    }
    List<String> given = overrides.stream().map(ScenarioParser::key).toList();
    List<NodeTuple> tuples = new ArrayList<>(overrides);
    root.getValue().stream().filter(tuple -> !given.contains(key(tuple))).forEach(tuples::add);
    return new MappingNode(
        root.getTag(), true, tuples, root.getFlowStyle(), root.getStartMark(), root.getEndMark());
  }

  private static String key(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static Optional<Scenario> scenario(Fields fields, Values values, String yaml) {
    fields.allow(Keys.SCENARIO, LATER);
    Optional<String> name =
        fields.require("name", "a name").flatMap(each -> values.text(each, "a name"));
    Optional<Target> target =
        fields
            .require("target", "an http:// or https:// URL")
            .flatMap(each -> target(each, values));
    Optional<Load> load =
        fields.require("load", "users or arrivals").flatMap(new LoadReader(values)::read);
    List<StopRule> until = fields.get("load").map(new LoadReader(values)::until).orElse(List.of());
    ThinkTime thinkTime = fields.get("thinkTime").flatMap(values::thinkTime).orElse(ThinkTime.NONE);
    List<Feeder> feeders =
        fields.get("feeders").map(new FeederReader(values)::read).orElse(List.of());
    boolean closed = load.isEmpty() || load.get() instanceof Load.Closed;
    List<UserType> types =
        new BehaviourReader(values, defaults(fields, values), closed)
            .types(fields, name.orElse("scenario"), thinkTime);
    values.names().check(values.problems());
    List<String> operations = operations(types);
    List<Limit> sla = sla(fields, values, operations);
    List<ChangeLimit> thresholds = thresholds(fields, values, operations);
    boolean cookies = fields.get("cookies").flatMap(values::yesNo).orElse(true);
    Optional<Integer> connections =
        fields
            .get("maxConnections")
            .flatMap(each -> values.whole(each, "a number of connections", 1, MAX_CONNECTIONS));
    long seed =
        fields
            .get("seed")
            .flatMap(each -> values.whole(each, "a whole number", 0, Integer.MAX_VALUE))
            .orElse(1);
    Map<String, String> labels = labels(fields, values);
    SamplePlan sample =
        fields.get("sample").map(new SampleReader(values, true)::read).orElse(SamplePlan.USUAL);
    Optional<OutcomeTransport> transport =
        fields.get("transport").flatMap(each -> values.oneOf(each, OutcomeTransport.class));
    Access access = new AccessReader(values).read(fields, target);
    if (name.isEmpty() || target.isEmpty() || load.isEmpty() || types.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Scenario(
            name.get(),
            target.get(),
            access,
            load.get(),
            until,
            types,
            feeders,
            sla,
            thresholds,
            sample,
            labels,
            cookies,
            seed,
            connections.orElseGet(() -> usualConnections(load.get())),
            transport,
            hash(yaml)));
  }

  private static int usualConnections(Load load) {
    return load instanceof Load.Closed closed
        ? Math.min(closed.users(), MAX_CONNECTIONS)
        : DEFAULT_OPEN_CONNECTIONS;
  }

  static Optional<Target> target(Node node, Values values) {
    return values
        .textWithEnv(node, "an http:// or https:// URL")
        .flatMap(
            url ->
                values.reported(
                    node,
                    "an http:// or https:// URL without user, query or fragment",
                    Target.of(url)));
  }

  private static StepDefaults defaults(Fields fields, Values values) {
    Duration timeout =
        fields.get("timeout").flatMap(values::positiveDuration).orElse(DEFAULT_TIMEOUT);
    boolean compressed = fields.get("compression").flatMap(values::yesNo).orElse(false);
    Map<String, Template> usual =
        compressed ? Map.of("Accept-Encoding", Template.of("gzip, deflate")) : Map.of();
    Map<String, Template> headers = new HeadersReader(values).read(fields, usual);
    boolean follow = fields.get("followRedirects").flatMap(values::yesNo).orElse(true);
    return new StepDefaults(timeout, headers, follow);
  }

  private static List<ChangeLimit> thresholds(
      Fields fields, Values values, List<String> operations) {
    return fields.get("compare").map(new CompareReader(values, operations)::read).orElse(List.of());
  }

  private static List<String> operations(List<UserType> types) {
    return types.stream()
        .flatMap(UserType::everything)
        .flatMap(behaviour -> behaviour.operations().stream())
        .distinct()
        .toList();
  }

  private static List<Limit> sla(Fields fields, Values values, List<String> operations) {
    return fields
        .get("sla")
        .map(node -> new SlaReader(values, operations).read(node))
        .orElse(List.of());
  }

  static Map<String, String> labels(Fields fields, Values values) {
    Map<String, String> labels = new HashMap<>();
    fields
        .get("labels")
        .flatMap(node -> Fields.of(node, "labels by name", values.problems()))
        .ifPresent(
            found ->
                found
                    .keys()
                    .forEach(
                        key ->
                            values
                                .text(found.get(key).orElseThrow(), "a text")
                                .ifPresent(text -> labels.put(key, text))));
    return labels;
  }

  private static String hash(String yaml) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(yaml.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
