package io.plimsoll.load.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the steps of a WebSocket: {@code connect}, {@code send}, {@code await}, {@code close}. */
final class SocketReader {
  private static final int DEFAULT_MAX_MESSAGE = 1 << 20;
  private static final long MOST_MESSAGE = 64L << 20;
  private static final int MOST_MESSAGES = 1_000_000_000;
  private static final int MOST_AT_ONCE = 1_000_000;
  private static final int MOST_REASON_BYTES = 123;
  private static final int NORMAL_CLOSURE = 1000;

  private final Values values;
  private final StepDefaults defaults;
  private final RequestReader requests;
  private final HeadersReader headersReader;
  private final AnswerReader answers;
  private final MessageReader messages;

  SocketReader(Values values, StepDefaults defaults, RequestReader requests) {
    this.values = values;
    this.defaults = defaults;
    this.requests = requests;
    this.headersReader = new HeadersReader(values);
    this.answers = new AnswerReader(values);
    this.messages = new MessageReader(values);
  }

  /** Whether the step is one of these. */
  static boolean reads(Fields fields) {
    return fields.has("connect")
        || fields.has("send")
        || fields.has("await")
        || fields.has("close");
  }

  /**
   * @param behaviour name of its behaviour; empty where there is none
   */
  Optional<Step> step(Fields fields, String behaviour) {
    if (fields.has("connect")) {
      return connect(fields.allow(Keys.CONNECT_STEP, List.of()), behaviour);
    }
    if (fields.has("send")) {
      return send(fields.allow(Keys.SEND_STEP, List.of()), behaviour);
    }
    if (fields.has("await")) {
      return await(fields.allow(Keys.AWAIT_STEP, List.of()), behaviour);
    }
    return close(fields.allow(Keys.CLOSE_STEP, List.of()), behaviour);
  }

  private Optional<Step> connect(Fields fields, String behaviour) {
    Optional<Template> path = fields.get("connect").flatMap(requests::path);
    Optional<String> named = fields.get("as").flatMap(requests::name);
    String prefix = named.orElse(behaviour);
    Optional<Heartbeat> heartbeat =
        fields.get("heartbeat").flatMap(node -> heartbeat(node, name(prefix, "heartbeat")));
    Optional<Receive> receive =
        fields.get("receive").flatMap(node -> receive(node, name(prefix, "receive")));
    return path.map(
        each ->
            new ConnectStep(
                named.orElse(name(behaviour, "connect")),
                name(prefix, "closed by target"),
                each,
                headersReader.read(fields, defaults.headers()),
                fields.get("subprotocols").map(this::subprotocols).orElse(List.of()),
                timeout(fields),
                maxMessage(fields),
                fields.get("readDelay").flatMap(values::positiveDuration).orElse(Duration.ZERO),
                heartbeat,
                receive));
  }

  private static String name(String prefix, String what) {
    return prefix.isEmpty() ? what : prefix + ": " + what;
  }

  private String operation(Fields fields, String behaviour, String what) {
    return fields.get("as").flatMap(requests::name).orElseGet(() -> name(behaviour, what));
  }

  private Duration timeout(Fields fields) {
    return fields.get("timeout").flatMap(values::positiveDuration).orElse(defaults.timeout());
  }

  private int maxMessage(Fields fields) {
    String what = "a size like 64KiB or 1MB, up to 64MiB";
    return fields
        .get("maxMessage")
        .flatMap(
            node ->
                values
                    .text(node, what)
                    .flatMap(
                        text ->
                            values.reported(
                                node,
                                what,
                                boxed(Units.size(text)).filter(size -> size <= MOST_MESSAGE))))
        .map(Math::toIntExact)
        .orElse(DEFAULT_MAX_MESSAGE);
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private List<String> subprotocols(Node node) {
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    List<String> protocols = new ArrayList<>();
    for (Node each : nodes) {
      String what = "a subprotocol like chat.v2";
      values
          .textWithEnv(each, what)
          .flatMap(
              text -> values.reported(each, what, Optional.of(text).filter(HeadersReader::isName)))
          .ifPresent(protocols::add);
    }
    return protocols;
  }

  private Optional<Heartbeat> heartbeat(Node node, String usualName) {
    String what = "{ every: 30s }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.HEARTBEAT, List.of());
    Optional<Duration> every =
        fields.require("every", Units.DURATION).flatMap(values::positiveDuration);
    if (fields.has("await") && !fields.has("send")) {
      values.problems().at(fields.keyNode("await"), "a ping is answered by its pong: needs send");
    }
    Optional<Message> message = fields.get("send").flatMap(messages::message);
    Optional<Reply> reply = fields.get("await").flatMap(messages::reply);
    if (fields.has("send")) {
      fields.require("await", "the message that answers, or any");
    }
    String name = fields.get("as").flatMap(requests::name).orElse(usualName);
    return every.map(
        each ->
            new Heartbeat(
                name,
                each,
                timeout(fields),
                message.map(m -> new Heartbeat.Exchanged(m, reply.orElse(Reply.ANY)))));
  }

  private Optional<Receive> receive(Node node, String usualName) {
    Optional<Fields> found = Fields.of(node, "{ timestamp: $.sent }", values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.RECEIVE, List.of());
    Optional<JsonPath> timestamp =
        fields.require("timestamp", JsonPath.FORM).flatMap(this::jsonPath);
    String units = "one of s, ms, us, ns, iso";
    Optional<TimestampUnit> unit =
        fields
            .get("unit")
            .flatMap(
                each ->
                    values
                        .text(each, units)
                        .flatMap(text -> values.reported(each, units, TimestampUnit.of(text))));
    String name = fields.get("as").flatMap(requests::name).orElse(usualName);
    return timestamp.map(
        path ->
            new Receive(
                name,
                name + ": refused",
                name + ": dropped",
                fields.get("only").flatMap(messages::reply),
                path,
                unit.orElse(TimestampUnit.MS),
                fields.get("sequence").flatMap(this::jsonPath)));
  }

  private Optional<JsonPath> jsonPath(Node node) {
    return values
        .text(node, JsonPath.FORM)
        .flatMap(text -> values.reported(node, JsonPath.FORM, JsonPath.of(text)));
  }

  private Optional<Step> send(Fields fields, String behaviour) {
    Optional<Message> message = fields.get("send").flatMap(messages::message);
    Optional<Reply> await = fields.get("await").flatMap(messages::reply);
    for (String each : fields.present(List.of("expect", "extract"))) {
      if (!fields.has("await")) {
        values.problems().at(fields.keyNode(each), each + " looks at a reply: needs await");
      }
    }
    String operation = operation(fields, behaviour, "send");
    Pace pace = pace(fields);
    List<Check> checks = checks(fields);
    List<Extract> extracts = extracts(fields);
    Duration timeout = timeout(fields);
    return message.map(
        each -> new SendStep(operation, each, pace, await, checks, extracts, timeout));
  }

  private Pace pace(Fields fields) {
    Optional<Integer> count =
        fields
            .get("count")
            .flatMap(
                node ->
                    values.whole(
                        node,
                        "a number of messages",
                        1,
                        fields.has("rate") ? MOST_MESSAGES : MOST_AT_ONCE));
    if (!fields.has("rate")) {
      if (fields.has("for")) {
        values.problems().at(fields.keyNode("for"), "needs rate: how many messages a second");
      }
      return count.map(each -> new Pace(each, 0)).orElse(Pace.ONCE);
    }
    if (fields.has("for") == fields.has("count")) {
      values.problems().at(fields.keyNode("rate"), "needs for: or count:, and only one of them");
    }
    Optional<Double> rate = fields.get("rate").flatMap(values::rate);
    if (rate.isPresent() && rate.get() == 0) {
      values.problems().at(fields.keyNode("rate"), "must be above 0");
    }
    Optional<Duration> length = fields.get("for").flatMap(values::positiveDuration);
    if (rate.isEmpty() || rate.get() == 0 || (length.isEmpty() && count.isEmpty())) {
      return Pace.ONCE;
    }
    double seconds = length.map(each -> (double) each.toNanos() / 1e9).orElse(0d);
    // Those intended before the time is over; a hair less, so that rounding adds none.
    long messages = count.map(Integer::longValue).orElse(0L);
    return new Pace(
        Math.max(1, messages + (long) Math.ceil(seconds * rate.get() - 1e-9)), rate.get());
  }

  private List<Check> checks(Fields fields) {
    return fields.get("expect").map(answers::ofMessage).orElse(List.of());
  }

  private List<Extract> extracts(Fields fields) {
    List<Extract> extracts = fields.get("extract").map(answers::extracts).orElse(List.of());
    if (extracts.stream().anyMatch(each -> each.source() instanceof Extract.FromHeader)) {
      values
          .problems()
          .at(fields.keyNode("extract"), "a message has no headers: use json or regex");
    }
    return extracts;
  }

  private Optional<Step> await(Fields fields, String behaviour) {
    Optional<Reply> reply = fields.get("await").flatMap(messages::reply);
    String operation = operation(fields, behaviour, "await");
    List<Check> checks = checks(fields);
    List<Extract> extracts = extracts(fields);
    Duration timeout = timeout(fields);
    return reply.map(each -> new AwaitStep(operation, each, checks, extracts, timeout));
  }

  private Optional<Step> close(Fields fields, String behaviour) {
    Node node = fields.get("close").orElseThrow();
    boolean usual = node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    Optional<Integer> code = usual ? Optional.of(NORMAL_CLOSURE) : code(node);
    Optional<String> reason = fields.get("reason").flatMap(this::reason);
    String operation = operation(fields, behaviour, "close");
    Duration timeout = timeout(fields);
    return code.map(each -> new CloseStep(operation, each, reason.orElse(""), timeout));
  }

  private Optional<Integer> code(Node node) {
    String what = "a close code: 1000 to 1003, 1007 to 1014, or 3000 to 4999";
    return values
        .whole(node, "a close code", NORMAL_CLOSURE, 4999)
        .flatMap(
            code ->
                values.reported(
                    node,
                    what,
                    Optional.of(code)
                        .filter(
                            each ->
                                each <= 1003 || (each >= 1007 && each <= 1014) || each >= 3000)));
  }

  private Optional<String> reason(Node node) {
    String what = "a reason of at most " + MOST_REASON_BYTES + " bytes";
    return values
        .textWithEnv(node, what)
        .flatMap(
            text ->
                values.reported(
                    node,
                    what,
                    Optional.of(text)
                        .filter(
                            each ->
                                each.getBytes(StandardCharsets.UTF_8).length
                                    <= MOST_REASON_BYTES)));
  }
}
