package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The WebSocket steps of the language. */
final class SocketStepsTest {
  @Test
  void namesOperationsAfterTheBehaviour() throws ScenarioException {
    Scenario scenario =
        parse(
            """
            - connect: /ws
              heartbeat: { every: 5s }
              receive: { timestamp: $.t, sequence: $.n }
            - { send: hello, await: any }
            - await: $.type == "bye"
            - close:
            """);

    assertThat(scenario.operations())
        .containsExactly(
            "chat: connect",
            "chat: closed by target",
            "chat: heartbeat",
            "chat: receive",
            "chat: receive: refused",
            "chat: receive: dropped",
            "chat: send",
            "chat: await",
            "chat: close");
  }

  @Test
  void asNamesTheConnectionAndWhatItDoesInTheBackground() throws ScenarioException {
    Scenario scenario =
        parse("- { connect: /ws, as: feed, receive: { timestamp: $.t, as: news } }");

    assertThat(scenario.operations())
        .containsExactly("feed", "feed: closed by target", "news", "news: refused");
  }

  @Test
  void aPaceIntendsMessagesAtTheirTimes() throws ScenarioException {
    assertThat(send("send: x").pace()).isEqualTo(Pace.ONCE);
    assertThat(send("send: x, count: 7").pace()).isEqualTo(new Pace(7, 0));
    Pace pace = send("send: x, rate: 10/s, for: 1m").pace();

    assertThat(pace).isEqualTo(new Pace(600, 10));
    assertThat(pace.offsetNanos(599)).isEqualTo(59_900_000_000L);
    assertThat(send("send: x, rate: 3/s, for: 1500ms").pace().count()).isEqualTo(5); // 0, ⅓ … 1⅓
    assertThat(send("send: x, rate: 3/s, count: 4").pace()).isEqualTo(new Pace(4, 3));
  }

  @Test
  void readsMessagesOfEveryKind() throws ScenarioException {
    assertThat(send("send: 'a ${message}'").message())
        .satisfies(
            message -> {
              assertThat(message.binary()).isFalse();
              assertThat(((Message.Text) message.content()).text().names())
                  .containsExactly("message");
            });
    assertThat(send("send: { random: 1KiB..2KiB, binary: true, fragment: 100B }").message())
        .isEqualTo(new Message(new Message.Random(1024, 2048), true, 100));
    Message json = send("send: { json: { n: 1 } }").message();
    assertThat(((Message.Text) json.content()).text().text()).isEqualTo("{\"n\":1}");
  }

  @Test
  void takesTheTargetAsWebSocketUrlToo() {
    assertThat(Target.of("ws://host:81/base")).contains(new Target(false, "host", 81, "/base"));
    assertThat(Target.of("wss://host")).contains(new Target(true, "host", 443, ""));
  }

  @Test
  void paceBoundsWhatIsSentAndNothingBoundsWhatComes() throws ScenarioException {
    String paced = "- connect: /ws\n- { send: x, rate: 10/s, for: 10s }";
    String heard = paced.replace("/ws", "/ws\n  receive: { timestamp: $.t }");

    assertThat(ScenarioPlan.of(parse(paced)).requestsAtMost()).isFinite();
    assertThat(ScenarioPlan.of(parse(heard)).requestsAtMost()).isInfinite();
    assertThat(atMost(parse(heard), "chat: receive")).isInfinite();
    // Two users, ten seconds: a message each tenth of a second, and the round that has just begun.
    assertThat(atMost(parse(paced), "chat: send")).isBetween(20.0, 25.0);
  }

  private static double atMost(Scenario scenario, String operation) {
    return ScenarioPlan.of(scenario).operations().stream()
        .filter(each -> each.operation().equals(operation))
        .findFirst()
        .orElseThrow()
        .perSecondAtMost();
  }

  @Test
  void explainsWhatIsWrong() {
    refuses("- connect: ws", "expected a path beginning with /");
    refuses("- { connect: /ws, readDelay: 0s }", "must be longer than 0");
    refuses("- { connect: /ws, maxMessage: 1GB }", "up to 64MiB");
    refuses("- { connect: /ws, subprotocols: [ 'a b' ] }", "expected a subprotocol");
    refuses("- { connect: /ws, heartbeat: { evry: 5s } }", "did you mean \"every\"?");
    refuses("- { connect: /ws, heartbeat: { every: 5s, await: any } }", "needs send");
    refuses("- { connect: /ws, heartbeat: { every: 5s, send: a } }", "\"await\" is missing");
    refuses("- { connect: /ws, receive: { sequence: $.n } }", "\"timestamp\" is missing");
    refuses("- { connect: /ws, receive: { timestamp: $.n, unit: h } }", "s, ms, us, ns, iso");
    refuses("- { send: x, for: 5s }", "needs rate");
    refuses("- { send: x, rate: 5/s }", "needs for: or count:");
    refuses("- { send: x, rate: 5/s, for: 1s, count: 5 }", "only one of them");
    refuses("- { send: x, rate: 0/s, for: 1s }", "must be above 0");
    refuses("- { send: x, expect: { contains: a } }", "needs await");
    refuses("- { send: x, await: any, expect: { status: 200 } }", "unknown key \"status\"");
    refuses("- { send: x, await: any, extract: { a: { header: h } } }", "no headers");
    refuses("- { send: x, await: sometimes }", "expected a comparison");
    refuses("- { send: { text: a, json: 1 } }", "expected one of: text, json, random");
    refuses("- { send: { random: 2KiB..1KiB } }", "expected a size like 1KiB");
    refuses("- { send: { text: a, fragment: 0B } }", "expected a size like 16KiB");
    refuses("- { send: '${nobody}' }", "nothing gives this value");
    refuses("- { close: 1005 }", "expected a close code");
    refuses("- { close: 99 }", "expected a close code");
    refuses("- { close: 1000, reason: " + "x".repeat(124) + " }", "at most 123 bytes");
  }

  @Test
  void readsTimestampsInTheirUnits() {
    assertThat(TimestampUnit.MS.micros(1_700_000_000_123L))
        .isEqualTo(OptionalLong.of(1_700_000_000_123_000L));
    assertThat(TimestampUnit.S.micros(1700000000.25)).isEqualTo(OptionalLong.of(1700000000250000L));
    assertThat(TimestampUnit.NS.micros("1700000000000001999"))
        .isEqualTo(OptionalLong.of(1_700_000_000_000_001L));
    assertThat(TimestampUnit.ISO.micros("2023-11-14T22:13:20.5Z"))
        .isEqualTo(OptionalLong.of(1_700_000_000_500_000L));
    assertThat(TimestampUnit.ISO.micros("2023-11-14T23:13:20+01:00"))
        .isEqualTo(OptionalLong.of(1_700_000_000_000_000L));
    assertThat(TimestampUnit.ISO.micros("2023-11-14T22:13:20.000001"))
        .isEqualTo(OptionalLong.of(1_700_000_000_000_001L));
    assertThat(TimestampUnit.MS.micros(null)).isEmpty();
    for (String none : List.of("", "soon", "1e400", "-", "99999999999999999999999")) {
      assertThat(TimestampUnit.MS.micros(none)).as(none).isEmpty();
      assertThat(TimestampUnit.ISO.micros(none)).as(none).isEmpty();
    }
  }

  @Test
  void closesAndTimeoutsHaveTheirDefaults() throws ScenarioException {
    Scenario scenario = parse("- close:\n- { close: 4001, reason: done, timeout: 2s }");

    assertThat(scenario.behaviours().get(0).steps())
        .containsExactly(
            new CloseStep("chat: close", 1000, "", Duration.ofSeconds(30)),
            new CloseStep("chat: close", 4001, "done", Duration.ofSeconds(2)));
  }

  private static SendStep send(String step) throws ScenarioException {
    return (SendStep) parse("- { " + step + " }").behaviours().get(0).steps().get(0);
  }

  private static void refuses(String steps, String message) {
    assertThatThrownBy(() -> parse(steps))
        .as(steps)
        .isInstanceOfSatisfying(
            ScenarioException.class,
            wrong -> assertThat(wrong.problems().toString()).contains(message));
  }

  private static Scenario parse(String steps) throws ScenarioException {
    return new ScenarioParser(name -> null)
        .parse(
            """
            name: sockets
            target: http://127.0.0.1:9000
            load: { users: { rampUp: 0s, steady: { users: 2, for: 10s } } }
            behaviours:
              chat:
                steps:
            """
                + steps.indent(6));
  }
}
