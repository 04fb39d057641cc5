package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.SourcePlan.Endpoint;
import io.plimsoll.schemas.topic.NameLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code sample}: the sources of system samples. */
final class SampleReader {
  private static final String WHOLE = "a list of sources like [ host, { process: nginx } ]";
  private static final String ONE =
      "a source: host, gpu, or one with " + String.join(", ", Keys.SOURCES);
  private static final Duration LEAST_EVERY = Duration.ofMillis(100);
  private static final Duration MOST_EVERY = Duration.ofHours(1);
  private static final Duration MOST_TIMEOUT = Duration.ofSeconds(10);

  private final Values values;
  private final boolean hasTarget;
  private final Map<String, Node> ids = new HashMap<>();

  /** What is read, and what follows the colon in its id; nothing for a source like {@code host}. */
  private record Found(SourcePlan plan, String kind, String name) {}

  /**
   * @param hasTarget whether a path alone may stand for one of the target
   */
  SampleReader(Values values, boolean hasTarget) {
    this.values = values;
    this.hasTarget = hasTarget;
  }

  SamplePlan read(Node node) {
    List<SampledSource> sources = new ArrayList<>();
    Fields.list(node, WHOLE, values.problems())
        .ifPresent(list -> list.forEach(each -> source(each).ifPresent(sources::add)));
    return new SamplePlan(false, sources);
  }

  private Optional<SampledSource> source(Node node) {
    if (node instanceof ScalarNode scalar) {
      Optional<Found> plain =
          switch (scalar.getValue().trim()) {
            case "host" -> Optional.of(new Found(new SourcePlan.Host(), "host", ""));
            case "gpu" -> Optional.of(new Found(new SourcePlan.Gpu(), "gpu", ""));
            default -> Optional.empty();
          };
      return values
          .reported(node, ONE, plain)
          .flatMap(found -> unique(node, settled(found, Optional.empty(), Optional.empty(), "")));
    }
    return Fields.of(node, ONE, values.problems()).flatMap(this::mapping);
  }

  private Optional<SampledSource> mapping(Fields fields) {
    List<String> kinds = fields.present(Keys.SOURCES);
    if (kinds.size() != 1) {
      values.problems().at(fields.node(), "expected " + ONE);
      return Optional.empty();
    }
    String kind = kinds.get(0);
    fields.allow(Keys.source(kind), List.of());
    Optional<Duration> every = fields.get("every").flatMap(this::every);
    Optional<Duration> timeout = fields.get("timeout").flatMap(values::positiveDuration);
    String name = fields.get("name").flatMap(each -> values.text(each, "a name")).orElse("");
    return plan(kind, fields.get(kind).orElseThrow(), fields)
        .flatMap(found -> unique(fields.node(), settled(found, every, timeout, name)));
  }

  private Optional<Duration> every(Node node) {
    String expected = "a duration from 100ms to 1h";
    return values
        .duration(node)
        .flatMap(
            length ->
                values.reported(
                    node,
                    expected,
                    Optional.of(length)
                        .filter(each -> each.compareTo(LEAST_EVERY) >= 0)
                        .filter(each -> each.compareTo(MOST_EVERY) <= 0)));
  }

  private static SampledSource settled(
      Found found, Optional<Duration> every, Optional<Duration> timeout, String name) {
    Duration usual =
        switch (found.kind()) {
          case "gpu" -> Duration.ofSeconds(5);
          case "files" -> Duration.ofSeconds(10);
          default -> Duration.ofSeconds(1);
        };
    Duration interval = every.orElse(usual);
    Duration limit = timeout.orElse(interval.compareTo(MOST_TIMEOUT) < 0 ? interval : MOST_TIMEOUT);
    String own = name.isEmpty() ? found.name() : name;
    String id = own.isEmpty() ? found.kind() : found.kind() + ":" + own;
    return new SampledSource(id, interval, limit, found.plan());
  }

  private Optional<SampledSource> unique(Node node, SampledSource source) {
    NameLimits.wrongWithName(source.id())
        .ifPresent(
            wrong ->
                values
                    .problems()
                    .at(
                        node,
                        "the id of the source is no name: %s. Give it a name".formatted(wrong)));
    Node first = ids.putIfAbsent(source.id(), node);
    if (first == null) {
      return Optional.of(source);
    }
    values
        .problems()
        .at(
            node,
            "the source %s is given twice; the first is on line %d. Give one of them a name"
                .formatted(source.id(), first.getStartMark().orElseThrow().getLine() + 1));
    return Optional.empty();
  }

  private Optional<Found> plan(String kind, Node node, Fields fields) {
    return switch (kind) {
      case "host" -> Optional.of(new Found(new SourcePlan.Host(), kind, ""));
      case "gpu" -> Optional.of(new Found(new SourcePlan.Gpu(), kind, ""));
      case "process" -> process(node);
      case "container" ->
          values
              .textWithEnv(node, "the name of a container, or a path like /system.slice/x.scope")
              .map(name -> new Found(new SourcePlan.Container(name), kind, bare(name)));
      case "prometheus" -> exposition(node, fields);
      case "promql" -> promQl(node, fields);
      case "redis" -> redis(node, fields);
      default -> files(node);
    };
  }

  private static String bare(String path) {
    return path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path;
  }

  private Optional<Found> process(Node node) {
    String what = "a name, or one of { pid: 4711 }, { name: nginx }, { port: 9000 }";
    if (node instanceof ScalarNode) {
      return values.textWithEnv(node, what).map(SampleReader::named);
    }
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.PROCESS, List.of());
    if (fields.present(Keys.PROCESS).size() != 1) {
      values.problems().at(node, "expected " + what);
      return Optional.empty();
    }
    return fields
        .get("pid")
        .flatMap(each -> values.whole(each, "a process id", 1, Integer.MAX_VALUE))
        .map(pid -> new Found(new SourcePlan.ProcessId(pid), "process", String.valueOf(pid)))
        .or(() -> fields.get("name").flatMap(this::name).map(SampleReader::named))
        .or(
            () ->
                fields
                    .get("port")
                    .flatMap(each -> values.whole(each, "a TCP port", 1, 65_535))
                    .map(SampleReader::listening));
  }

  private Optional<String> name(Node node) {
    return values.textWithEnv(node, "the name of a process");
  }

  private static Found named(String name) {
    return new Found(new SourcePlan.ProcessName(name), "process", name);
  }

  private static Found listening(int port) {
    return new Found(new SourcePlan.ListeningPort(port), "process", "port-" + port);
  }

  private Optional<Found> exposition(Node node, Fields fields) {
    List<SeriesSelector> select = new ArrayList<>();
    fields
        .get("metrics")
        .ifPresent(
            given ->
                each(given)
                    .forEach(
                        one ->
                            values
                                .text(one, SeriesSelector.FORM)
                                .flatMap(
                                    text ->
                                        values.reported(
                                            one, SeriesSelector.FORM, SeriesSelector.of(text)))
                                .ifPresent(select::add)));
    return endpoint(node, fields, hasTarget)
        .map(
            endpoint ->
                new Found(
                    new SourcePlan.Exposition(endpoint, select),
                    "prometheus",
                    endpoint.authority()));
  }

  private Optional<Found> promQl(Node node, Fields fields) {
    String what = "queries by name like { queue_depth: celery_queue_length }";
    Map<String, String> queries = new LinkedHashMap<>();
    fields
        .require("queries", what)
        .flatMap(given -> Fields.of(given, what, values.problems()))
        .ifPresent(
            found ->
                found
                    .keys()
                    .forEach(
                        key ->
                            values
                                .textWithEnv(found.get(key).orElseThrow(), "a PromQL query")
                                .ifPresent(query -> queries.put(key, query))));
    return endpoint(node, fields, false)
        .map(
            endpoint ->
                new Found(
                    new SourcePlan.PromQl(endpoint, queries), "promql", endpoint.authority()));
  }

  private Optional<Endpoint> endpoint(Node node, Fields fields, boolean orPath) {
    String path = orPath ? ", or a path of the target like /metrics" : "";
    String what = "an http:// or https:// URL without a user (give auth: instead)" + path;
    Map<String, String> headers = new HashMap<>();
    new HeadersReader(values)
        .read(fields, Map.of())
        .forEach((name, value) -> header(fields, name, value).ifPresent(t -> headers.put(name, t)));
    return values
        .textWithEnv(node, what)
        .flatMap(text -> values.reported(node, what, url(text, orPath)))
        .map(url -> new Endpoint(url, headers));
  }

  private Optional<String> header(Fields fields, String name, Template value) {
    if (value.isConstant()) {
      return Optional.of(value.text());
    }
    values.problems().at(fields.node(), "the header " + name + " cannot have a value of a user");
    return Optional.empty();
  }

  private static Optional<URI> url(String text, boolean orPath) {
    try {
      URI url = new URI(text.trim());
      boolean web = "http".equalsIgnoreCase(url.getScheme()) || isHttps(url);
      boolean plain = url.getHost() != null && url.getUserInfo() == null;
      boolean path = orPath && url.getAuthority() == null && text.trim().startsWith("/");
      return Optional.of(url)
          .filter(each -> (path || (web && plain)) && each.getFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  private Optional<Found> redis(Node node, Fields fields) {
    String what = "a URL like redis://127.0.0.1:6379/0, without a password; give password: instead";
    Optional<String> user = fields.get("user").flatMap(each -> values.rawWithEnv(each, "a user"));
    Optional<String> password =
        fields.get("password").flatMap(each -> values.rawWithEnv(each, "a password"));
    List<String> lists = texts(fields, "lists", "a key of a list");
    List<String> streams = texts(fields, "streams", "a key of a stream");
    List<String> info = texts(fields, "info", "a field of INFO like used_cpu_*");
    Function<URI, SourcePlan.Redis> plan =
        url ->
            new SourcePlan.Redis(
                url.getHost(),
                url.getPort() < 0 ? 6379 : url.getPort(),
                url.getScheme().equals("rediss"),
                database(url).orElse(0),
                user,
                password,
                lists,
                streams,
                info);
    return values
        .textWithEnv(node, what)
        .flatMap(text -> values.reported(node, what, redisUrl(text)))
        .map(plan)
        .map(redis -> new Found(redis, "redis", redis.host() + ":" + redis.port()));
  }

  private static Optional<URI> redisUrl(String text) {
    try {
      URI url = new URI(text.contains("://") ? text.trim() : "redis://" + text.trim());
      boolean redis = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
      boolean plain = url.getHost() != null && url.getUserInfo() == null;
      return Optional.of(url).filter(each -> redis && plain && database(each).isPresent());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> database(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    if (path.isEmpty() || path.equals("/")) {
      return Optional.of(0);
    }
    return path.matches("/\\d{1,4}")
        ? Optional.of(Integer.parseInt(path.substring(1)))
        : Optional.empty();
  }

  private Optional<Found> files(Node node) {
    List<Path> paths = new ArrayList<>();
    each(node).forEach(one -> values.file(one).ifPresent(paths::add));
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(new SourcePlan.Files(paths), "files", ""));
  }

  private List<String> texts(Fields fields, String key, String what) {
    List<String> texts = new ArrayList<>();
    fields
        .get(key)
        .ifPresent(
            node -> each(node).forEach(one -> values.textWithEnv(one, what).ifPresent(texts::add)));
    return texts;
  }

  /** The elements of a list; anything else is one. */
  private static List<Node> each(Node node) {
    return node instanceof SequenceNode list && !(node instanceof MappingNode)
        ? list.getValue()
        : List.of(node);
  }
}
