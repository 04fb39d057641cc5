package io.plimsoll.report.alert;

import io.plimsoll.schemas.SlaTransition;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads an {@link AlertPlan} from YAML; {@code deploy/alerts/} has examples. */
public final class AlertPlanReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,60}");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> FORBIDDEN_HEADERS =
      Set.of("host", "content-length", "connection", "upgrade", "expect");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
  private static final List<String> KEYS =
      List.of(
          "alertmanager",
          "webhook",
          "on",
          "severities",
          "labels",
          "headers",
          "auth",
          "timeout",
          "resendEvery",
          "body");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RESEND = Duration.ofMinutes(1);

  private final PlanText text;

  private AlertPlanReader(PlanText text) {
    this.text = text;
  }

  /**
   * Reads a file.
   *
   * @param environment values of variables; null for one that is not set
   * @throws AlertPlanException with all its mistakes
   */
  public static AlertPlan read(Path file, UnaryOperator<String> environment) {
    try {
      return read(Files.readString(file, StandardCharsets.UTF_8), file.toString(), environment);
    } catch (IOException e) {
      throw new AlertPlanException(List.of(file + " cannot be read: " + e));
    }
  }

  /** Reads a text, which mistakes call by this name. */
  static AlertPlan read(String yaml, String name, UnaryOperator<String> environment) {
    PlanText text = new PlanText(name, environment);
    AlertPlan plan = new AlertPlanReader(text).plan(text.compose(yaml));
    text.check();
    return plan;
  }

  private AlertPlan plan(Node root) {
    Map<String, Node> fields =
        text.fields(root, "a mapping with the key receivers", List.of("receivers", "page"));
    Optional<String> page =
        field(fields, "page")
            .flatMap(node -> url(node).map(URI::toString))
            .map(AlertPlanReader::withoutSlash);
    if (!fields.containsKey("receivers")) {
      text.problem(root, "\"receivers\" is missing: who is told?");
      return AlertPlan.NONE;
    }
    List<Receiver> receivers = new ArrayList<>();
    Node list = fields.get("receivers");
    text.entries(list, "receivers by their names: { oncall: { alertmanager: http://… } }")
        .forEach((name, node) -> receiver(name, node).ifPresent(receivers::add));
    return new AlertPlan(receivers, page);
  }

  private Optional<Receiver> receiver(String name, Node node) {
    Map<String, Node> fields = text.fields(node, "what receives: { webhook: http://… }", KEYS);
    if (!NAME.matcher(name).matches()) {
      text.problem(
          node, "receiver \"" + name + "\": expected letters, digits, _ and -, at most 61 of them");
    }
    if (fields.containsKey("alertmanager") == fields.containsKey("webhook")) {
      text.problem(node, "expected exactly one of alertmanager and webhook in \"" + name + "\"");
      return Optional.empty();
    }
    boolean alertmanager = fields.containsKey("alertmanager");
    (alertmanager ? List.of("body", "on") : List.of("labels", "resendEvery"))
        .forEach(key -> misplaced(fields, key, alertmanager));
    Receiver.Form form = alertmanager ? alertmanager(fields) : webhook(fields);
    Map<String, String> headers = headers(fields);
    Duration timeout = field(fields, "timeout").flatMap(this::duration).orElse(TIMEOUT);
    return url(fields.get(alertmanager ? "alertmanager" : "webhook"))
        .map(
            url -> alertmanager ? URI.create(withoutSlash(url.toString()) + "/api/v2/alerts") : url)
        .map(url -> new Receiver.Endpoint(url, headers, timeout))
        .map(to -> new Receiver(name, transitions(fields), severities(fields), to, form));
  }

  private void misplaced(Map<String, Node> fields, String key, boolean alertmanager) {
    field(fields, key)
        .ifPresent(
            node ->
                text.problem(
                    node,
                    "\"%s\" is for %s only"
                        .formatted(key, alertmanager ? "webhooks" : "Alertmanager")));
  }

  private Receiver.Form alertmanager(Map<String, Node> fields) {
    Map<String, String> labels = new HashMap<>();
    field(fields, "labels")
        .ifPresent(
            node ->
                text.entries(node, "labels: { team: storage }")
                    .forEach((name, value) -> label(name, value, labels)));
    Duration resend = field(fields, "resendEvery").flatMap(this::duration).orElse(RESEND);
    return new Receiver.Alertmanager(labels, resend);
  }

  private void label(String name, Node node, Map<String, String> labels) {
    if (!LABEL.matcher(name).matches()) {
      text.problem(node, "label \"" + name + "\": expected letters, digits and _");
    }
    text.text(node, "a text").ifPresent(value -> labels.put(name, value));
  }

  private Receiver.Form webhook(Map<String, Node> fields) {
    return new Receiver.Webhook(
        field(fields, "body")
            .map(node -> new BodyReader(text).read(node))
            .orElseGet(BodyTemplate::everything));
  }

  private Set<SlaTransition> transitions(Map<String, Node> fields) {
    EnumSet<SlaTransition> transitions = EnumSet.noneOf(SlaTransition.class);
    for (Node each : list(fields, "on")) {
      Optional<String> name = text.raw(each, "a state");
      Optional<SlaTransition> found = name.flatMap(AlertPlanReader::transition);
      found.ifPresent(transitions::add);
      if (name.isPresent() && found.isEmpty()) {
        text.problem(
            each, "expected pending, firing, resolved or not_evaluated, found " + name.get());
      }
    }
    return transitions.isEmpty()
        ? EnumSet.of(SlaTransition.FIRING, SlaTransition.RESOLVED)
        : transitions;
  }

  private static Optional<SlaTransition> transition(String name) {
    return EnumSet.allOf(SlaTransition.class).stream()
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  private Set<String> severities(Map<String, Node> fields) {
    Set<String> severities = new java.util.TreeSet<>();
    for (Node each : list(fields, "severities")) {
      Optional<String> name = text.raw(each, "a severity");
      name.ifPresent(severities::add);
      if (name.isPresent() && !List.of("critical", "warning", "info").contains(name.get())) {
        text.problem(each, "expected critical, warning or info, found " + name.get());
      }
    }
    return severities;
  }

  private List<Node> list(Map<String, Node> fields, String key) {
    Node node = fields.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    text.problem(node, "expected a list: [ … ]");
    return List.of();
  }

  private Map<String, String> headers(Map<String, Node> fields) {
    Map<String, String> headers = new TreeMap<>();
    field(fields, "headers")
        .ifPresent(
            node ->
                text.entries(node, "headers by their names")
                    .forEach((name, value) -> header(name, value, headers)));
    field(fields, "auth")
        .flatMap(this::auth)
        .ifPresent(value -> headers.put("Authorization", value));
    return headers;
  }

  private void header(String name, Node node, Map<String, String> headers) {
    if (!HEADER.matcher(name).matches()
        || FORBIDDEN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      text.problem(node, "header \"" + name + "\" cannot be set");
      return;
    }
    boolean secret = name.equalsIgnoreCase("Authorization");
    (secret ? secret(node) : text.text(node, "a text"))
        .ifPresent(
            value -> {
              if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                text.problem(node, "header \"" + name + "\": expected printable ASCII");
              } else {
                headers.put(name, value);
              }
            });
  }

  private Optional<String> auth(Node node) {
    Map<String, Node> fields =
        text.fields(node, "{ bearer: ${env:TOKEN} } or { basic: … }", List.of("bearer", "basic"));
    if (fields.size() != 1) {
      text.problem(
          node,
          "expected { bearer: ${env:TOKEN} } or { basic: { user: x, password: ${env:PASSWORD} } }");
      return Optional.empty();
    }
    if (fields.containsKey("bearer")) {
      return secret(fields.get("bearer")).map(token -> "Bearer " + token);
    }
    return basic(fields.get("basic"));
  }

  private Optional<String> basic(Node node) {
    String what = "{ user: x, password: ${env:PASSWORD} }";
    Map<String, Node> fields = text.fields(node, what, List.of("user", "password"));
    if (fields.size() != 2) {
      text.problem(node, "expected " + what);
      return Optional.empty();
    }
    Optional<String> user = text.text(fields.get("user"), "a name");
    Optional<String> password = secret(fields.get("password"));
    return user.flatMap(
        name ->
            password.map(
                word ->
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString((name + ":" + word).getBytes(StandardCharsets.UTF_8))));
  }

  private Optional<String> secret(Node node) {
    Optional<String> raw = text.raw(node, "${env:NAME}");
    if (raw.isPresent() && !PlanText.fromEnvironment(raw.get())) {
      text.problem(node, "expected ${env:NAME}: a secret does not belong into this file");
      return Optional.empty();
    }
    return text.text(node, "${env:NAME}");
  }

  private Optional<URI> url(Node node) {
    return text.text(node, "an address such as http://127.0.0.1:9093")
        .flatMap(
            address -> {
              Optional<URI> url = uri(address);
              if (url.isEmpty()) {
                // The address may be a secret, and so is not repeated.
                text.problem(
                    node, "expected an http:// or https:// address without user or fragment");
              }
              return url;
            });
  }

  private static Optional<URI> uri(String address) {
    try {
      URI url = URI.create(address);
      boolean usable =
          url.getHost() != null
              && List.of("http", "https").contains(String.valueOf(url.getScheme()))
              && url.getUserInfo() == null
              && url.getFragment() == null;
      return usable ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private Optional<Duration> duration(Node node) {
    Optional<String> written = text.text(node, "a duration such as 10s");
    Optional<Duration> duration = written.flatMap(AlertPlanReader::duration);
    if (written.isPresent() && duration.isEmpty()) {
      text.problem(
          node, "expected a duration from 1s to 1h, such as 10s or 1m, found " + written.get());
    }
    return duration;
  }

  private static Optional<Duration> duration(String written) {
    Matcher matcher = DURATION.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(value);
          case "s" -> Duration.ofSeconds(value);
          case "m" -> Duration.ofMinutes(value);
          default -> Duration.ofHours(value);
        };
    boolean usable =
        duration.compareTo(Duration.ofSeconds(1)) >= 0
            && duration.compareTo(Duration.ofHours(1)) <= 0;
    return usable ? Optional.of(duration) : Optional.empty();
  }

  private static Optional<Node> field(Map<String, Node> fields, String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
