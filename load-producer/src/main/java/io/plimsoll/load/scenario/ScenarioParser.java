package io.plimsoll.load.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

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
      List.of("sample", "matrix", "until", "abort", "suite", "protocol", "agents");

  private final Function<String, String> environment;

  /**
   * @param environment value of a variable, or null; {@code System::getenv}
   */
  public ScenarioParser(Function<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads a file. Paths in it are relative to its directory.
   *
   * @throws IOException when it cannot be read
   * @throws ScenarioException when it is not a scenario
   */
  public Scenario read(Path file) throws IOException, ScenarioException {
    return parse(Files.readString(file), Optional.ofNullable(file.toAbsolutePath().getParent()));
  }

  /**
   * Reads a text. Paths in it are relative to the working directory.
   *
   * @throws ScenarioException when it is not a scenario
   */
  public Scenario parse(String yaml) throws ScenarioException {
    return parse(yaml, Optional.empty());
  }

  private Scenario parse(String yaml, Optional<Path> directory) throws ScenarioException {
    Problems problems = new Problems();
    Node root = compose(yaml);
    Optional<Scenario> scenario =
        Fields.of(root, "a mapping with name, target, load and behaviours", problems)
            .flatMap(
                fields -> scenario(fields, new Values(problems, environment, directory), yaml));
    if (problems.any() || scenario.isEmpty()) {
      throw new ScenarioException(problems.sorted());
    }
    return scenario.get();
  }

  /** YAML 1.2, where a plain text may hold a question mark, as paths with queries do. */
  private static Node compose(String yaml) throws ScenarioException {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(50).build();
    try {
      StreamReader reader = new StreamReader(settings, yaml);
      return new Composer(settings, new ParserImpl(settings, reader))
          .getSingleNode()
          .orElseThrow(
              () -> new ScenarioException(List.of(new Problem(1, 1, "the file is empty"))));
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      int line = mark.map(Mark::getLine).orElse(0);
      int column = mark.map(Mark::getColumn).orElse(0);
      throw new ScenarioException(
          List.of(new Problem(line + 1, column + 1, "not YAML: " + e.getProblem())));
    } catch (YamlEngineException e) {
      throw new ScenarioException(List.of(new Problem(1, 1, "not YAML: " + e.getMessage())));
    }
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
    List<Limit> sla = sla(fields, values, types);
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
    if (name.isEmpty() || target.isEmpty() || load.isEmpty() || types.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Scenario(
            name.get(),
            target.get(),
            load.get(),
            until,
            types,
            feeders,
            sla,
            labels,
            cookies,
            seed,
            connections.orElseGet(() -> usualConnections(load.get())),
            hash(yaml)));
  }

  private static int usualConnections(Load load) {
    return load instanceof Load.Closed closed
        ? Math.min(closed.users(), MAX_CONNECTIONS)
        : DEFAULT_OPEN_CONNECTIONS;
  }

  private static Optional<Target> target(Node node, Values values) {
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

  private static List<Limit> sla(Fields fields, Values values, List<UserType> types) {
    List<String> operations =
        types.stream()
            .flatMap(UserType::everything)
            .flatMap(behaviour -> behaviour.operations().stream())
            .distinct()
            .toList();
    return fields
        .get("sla")
        .map(node -> new SlaReader(values, operations).read(node))
        .orElse(List.of());
  }

  private static Map<String, String> labels(Fields fields, Values values) {
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
