package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.load.engine.SocketServer.Script;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/**
 * Answers that no pattern of the scenario was made for, over connections that are kept: every
 * request has its outcome, and its user goes on.
 */
final class HostileBodiesTest {
  /** Fills the stack of {@code (.|\n)*}. */
  private static final String DEEP = "line\n".repeat(13_000);

  /** Takes {@code (x+x+)+y} for ever. */
  private static final String LONG = "x".repeat(64_000);

  private static final String TOO_DEEP = "the pattern goes too deep on this text; ";
  private static final String TOO_LONG = "the pattern takes too long on this text; ";

  @Test
  void checksThatCannotBeDecidedFail() throws IOException {
    assertWrong(DEEP, "expect: { matches: '(.|\\n)*done' }", "body matches: " + TOO_DEEP);
    assertWrong(LONG, "expect: { matches: '(x+x+)+y' }", "body matches: " + TOO_LONG);
    assertWrong(
        "{\"state\":\"" + LONG + "\"}",
        "expect: { json: { $.state: '/(x+x+)+y/' } }",
        "json $.state: " + TOO_LONG);
  }

  @Test
  void nothingIsExtractedByAPatternThatCannotBeDecided() throws IOException {
    assertWrong(
        DEEP,
        "extract: { id: { regex: '((.|\\n)*)done' } }",
        "nothing to extract for id: " + TOO_DEEP);
    assertWrong(
        LONG, "extract: { id: { regex: '(x+x+)+y' } }", "nothing to extract for id: " + TOO_LONG);
  }

  @Test
  void checksOverHttp2ThatCannotBeDecidedFail() {
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .handle((in, out) -> out.sendString(Mono.just(LONG)))
            .bindNow();
    List<Recorded> all =
        Drive.whole(
            scenario("http://127.0.0.1:" + server.port(), "expect: { matches: '(x+x+)+y' }")
                + "http: 2\n");
    server.disposeNow();

    assertAllWrong(all, "body matches: " + TOO_LONG);
  }

  @Test
  void jsonNestedWithoutEndIsNoJson() throws IOException {
    assertWrong("[".repeat(60_000), "expect: { json: { $.id: 1 } }", "json $.id");
    assertWrong(
        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
        "extract: { a: $.a }",
        "nothing to extract for a");
  }

  @Test
  void pollingEndsWhereItsConditionCannotBeDecided() throws IOException {
    String body = "{\"state\":\"" + LONG + "\"}";
    try (RawServer server = new RawServer((socket, n) -> answer(socket, body))) {
      List<Recorded> all =
          Drive.whole(
              """
              name: hostile
              target: %s
              load: { arrivals: { burst: 3, every: 1h } }
              steps: [ { poll: /x, until: "$.state =~ /(x+x+)+y/", as: ready }, { get: /later } ]
              """
                  .formatted(server.url()));

      assertThat(all.stream().filter(each -> each.kind() == OutcomeKind.CHECK_FAILED))
          .hasSize(3)
          .allMatch(each -> each.error().startsWith(TOO_LONG));
      assertThat(all.stream().filter(each -> each.kind() == OutcomeKind.SUCCESS)).hasSize(3);
      assertThat(all).hasSize(6);
    }
  }

  @Test
  void whatFollowsAChoiceThatCannotBeMadeIsNotSent() throws IOException {
    try (RawServer server = new RawServer((socket, n) -> answer(socket, LONG))) {
      List<Recorded> all =
          Drive.whole(
              """
              name: hostile
              target: %s
              load: { arrivals: { burst: 3, every: 1h } }
              steps:
                - { get: /x, extract: { word: { regex: 'x+' } } }
                - { if: "${word} =~ /(x+x+)+y/", then: [ { get: /yes } ], else: [ { get: /no } ] }
                - { get: /last }
              """
                  .formatted(server.url()));

      assertThat(all.stream().filter(each -> each.kind() == OutcomeKind.NOT_SENT))
          .hasSize(3)
          .allMatch(each -> each.error().startsWith("if: " + TOO_LONG));
      assertThat(all).hasSize(6);
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void messagesThatCannotBeDecidedEndTheWait() throws IOException {
    Script script =
        peer -> {
          peer.upgrade();
          peer.send(LONG);
          SocketServer.echo(peer);
        };
    SocketRun awaited =
        SocketRun.of(script, "- connect: /ws\n- await: { matches: (x+x+)+y }\n- close:");
    SocketRun replied =
        SocketRun.of(
            script,
            "- connect: /ws\n- await: any\n- { send: "
                + "x".repeat(6000)
                + ", await: { matches: (x+x+)+y } }\n- close:");

    assertThat(awaited.of("chat: await"))
        .extracting(Recorded::kind)
        .containsExactly(OutcomeKind.CHECK_FAILED);
    assertThat(awaited.of("chat: await").get(0).error()).startsWith("await: " + TOO_LONG);
    assertThat(awaited.kinds("chat: close")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(replied.of("chat: send").get(0).error()).startsWith("await: " + TOO_LONG);
    assertThat(replied.kinds("chat: close")).containsExactly(OutcomeKind.SUCCESS);
  }

  /** Two requests of each of four users, one connection for all of them. */
  private static void assertWrong(String body, String step, String reason) throws IOException {
    try (RawServer server = new RawServer((socket, n) -> answer(socket, body))) {
      assertAllWrong(Drive.whole(scenario(server.url(), step)), reason);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static void assertAllWrong(List<Recorded> all, String reason) {
    List<Recorded> wrong =
        all.stream()
            .filter(each -> each.kind() != OutcomeKind.SUCCESS)
            .collect(Collectors.toList());
    assertThat(wrong)
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(each -> each.error().startsWith("check failed: " + reason), reason);
    assertThat(wrong)
        .extracting(Recorded::kind, Recorded::status)
        .containsOnly(tuple(OutcomeKind.CHECK_FAILED, 200));
    assertThat(Drive.users(wrong)).isEqualTo(4);
    // An extraction that fails ends the behaviour, a check does not.
    assertThat(all).hasSize(reason.startsWith("nothing") ? 4 : 8);
  }

  private static String scenario(String url, String step) {
    return """
    name: hostile
    target: %s
    load: { arrivals: { burst: 4, every: 1h } }
    maxConnections: 1
    steps: [ { get: /x, timeout: 20s, %s }, { get: /later, timeout: 20s } ]
    """
        .formatted(url, step);
  }

  private static void answer(Socket socket, String body) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
  }
}
