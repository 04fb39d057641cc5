package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the steps that send requests: one, or polling. */
final class RequestReader {
  private static final Duration POLL_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration POLL_EVERY = Duration.ofSeconds(1);

  private final Values values;
  private final StepDefaults defaults;
  private final HeadersReader headersReader;
  private final BodyReader bodyReader;
  private final AnswerReader answerReader;

  RequestReader(Values values, StepDefaults defaults) {
    this.values = values;
    this.defaults = defaults;
    this.headersReader = new HeadersReader(values);
    this.bodyReader = new BodyReader(values);
    this.answerReader = new AnswerReader(values);
  }

  /**
   * @param behaviour name of its behaviour; empty where there is none
   * @param alone whether the behaviour has no other request
   */
  Optional<Step> request(Fields fields, String behaviour, boolean alone) {
    List<String> methods = fields.present(Keys.METHODS);
    if (methods.size() > 1) {
      values
          .problems()
          .at(
              fields.keyNode(methods.get(1)),
              "a step is either %s or %s: give only one".formatted(methods.get(0), methods.get(1)));
    }
    HttpStep.Method method = HttpStep.Method.valueOf(methods.get(0).toUpperCase(Locale.ROOT));
    Node pathNode = fields.get(methods.get(0)).orElseThrow();
    Optional<Template> path = path(pathNode);
    Map<String, Template> headers = headersReader.read(fields, defaults.headers());
    Body body = bodyReader.read(fields, method, headers);
    Expect expect = fields.get("expect").map(answerReader::expect).orElse(Expect.ANY_SUCCESS);
    List<Extract> extracts = fields.get("extract").map(answerReader::extracts).orElse(List.of());
    Duration timeout =
        fields.get("timeout").flatMap(values::positiveDuration).orElse(defaults.timeout());
    boolean follow =
        fields.get("followRedirects").flatMap(values::yesNo).orElse(defaults.followRedirects());
    Optional<String> name = fields.get("as").flatMap(this::name);
    return path.map(
        each ->
            new HttpStep(
                name.orElseGet(() -> operation(behaviour, alone, method, pathNode)),
                method,
                each,
                headers,
                body,
                expect,
                extracts,
                timeout,
                follow));
  }

  /** By the path as it is written: values of the environment are not to be recorded. */
  private static String operation(
      String behaviour, boolean alone, HttpStep.Method method, Node pathNode) {
    if (!behaviour.isEmpty() && alone) {
      return behaviour;
    }
    String path = ((ScalarNode) pathNode).getValue().trim();
    int query = path.indexOf('?');
    String request = method + " " + (query < 0 ? path : path.substring(0, query));
    return behaviour.isEmpty() ? request : behaviour + ": " + request;
  }

  Optional<Step> poll(Fields fields, String behaviour) {
    Optional<Template> path = fields.get("poll").flatMap(this::path);
    Map<String, Template> headers = headersReader.read(fields, defaults.headers());
    Duration every = fields.get("every").flatMap(values::positiveDuration).orElse(POLL_EVERY);
    Duration timeout = fields.get("timeout").flatMap(values::positiveDuration).orElse(POLL_TIMEOUT);
    Optional<Condition> until =
        fields.require("until", Condition.FORM).flatMap(node -> values.condition(node, true));
    Optional<Condition> fail = fields.get("fail").flatMap(node -> values.condition(node, true));
    String name =
        fields
            .get("as")
            .flatMap(this::name)
            .orElse(behaviour.isEmpty() ? "completion" : behaviour + ": completion");
    Duration each = timeout.compareTo(defaults.timeout()) < 0 ? timeout : defaults.timeout();
    if (path.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    HttpStep request =
        new HttpStep(
            name + ": poll",
            HttpStep.Method.GET,
            path.get(),
            headers,
            Body.NONE,
            new Expect(waitedFor(until.get(), fail), true, List.of()),
            List.of(),
            each,
            defaults.followRedirects());
    return Optional.of(new PollStep(request, name, every, until.get(), fail, timeout));
  }

  /** Statuses that end the polling: whoever waits for a 404 has asked for it. */
  private static StatusSet waitedFor(Condition until, Optional<Condition> fail) {
    return StatusSet.of(
        Stream.concat(Stream.of(until), fail.stream())
            .flatMap(each -> each.statuses().stream())
            .toList());
  }

  /** Name of an operation. */
  Optional<String> name(Node node) {
    return values
        .text(node, "an operation name")
        .filter(
            text -> {
              if (text.equals("*")) {
                values.problems().at(node, "\"*\" means all operations; choose another name");
              }
              return !text.equals("*");
            });
  }

  /** Path and query. */
  Optional<Template> path(Node node) {
    String what = "a path beginning with /";
    Optional<String> written = values.text(node, what);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    boolean link = written.get().matches("\\$\\{(?!env:).*");
    Optional<Template> path = values.template(node, what, link ? Escape.LINK : Escape.PATH);
    // A value at the beginning is a link that an answer gave: it brings its own slash.
    if (path.isPresent() && !wellFormed(path.get().render(name -> link ? "/" : "x"))) {
      String message = "expected %s, without blanks or #, found %s";
      values.problems().at(node, message.formatted(what, Fields.kind(node)));
      return Optional.empty();
    }
    return path;
  }

  private static boolean wellFormed(String path) {
    return path.startsWith("/")
        && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#' && c != '<' && c != '>');
  }
}
