package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Received;
import io.plimsoll.load.engine.SocketServer.Script;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** WebSocket steps against a server that follows the protocol. */
final class SocketsTest {
  @Test
  void aConversationIsAnOutcomePerStep() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> SocketServer.echo(peer.upgrade()),
            """
            - connect: /ws
            - { send: { json: { id: "${message}", who: "${user}" } }, await: "$.id == ${message}", extract: { got: $.who } }
            - { send: "for ${got}", await: { contains: "for 0" } }
            - close: 1000
            """);

    assertThat(run.kinds("chat: connect")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.kinds("chat: send")).containsOnly(OutcomeKind.SUCCESS).hasSize(2);
    assertThat(run.kinds("chat: close")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.of("chat: closed by target")).isEmpty();
    Recorded connect = run.of("chat: connect").get(0);
    assertThat(connect.status()).isEqualTo(101);
    assertThat(connect.connectMicros()).isBetween(0L, (connect.end() - connect.start()) / 1000);
    assertThat(connect.bytesSent()).isGreaterThan(100);
    assertThat(connect.bytesReceived()).isGreaterThan(100);
    // {"id":0,"who":0} and its two bytes of frame, masked by four more on the way there.
    Recorded first = run.of("chat: send").get(0);
    assertThat(first.bytesSent()).isEqualTo(16 + 2 + 4);
    assertThat(first.bytesReceived()).isEqualTo(16 + 2);
  }

  @Test
  void theUpgradeCarriesHeadersProtocolsAndTheTargetsPath() throws IOException {
    List<String> heads;
    SocketRun run;
    try (SocketServer server =
        new SocketServer(peer -> SocketServer.echo(peer.upgrade("Sec-WebSocket-Protocol: chat")))) {
      run =
          SocketRun.of(
              server,
              """
              - connect: /ws?a=1
                headers: { X-Who: me }
                auth: { bearer: t0ken }
                subprotocols: [ chat.v2, chat ]
              - close:
              """);
      heads = server.heads();
    }

    assertThat(run.kinds("chat: connect")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(heads.get(0))
        .startsWith("GET /ws?a=1 HTTP/1.1\r\n")
        .containsIgnoringCase("x-who: me")
        .containsIgnoringCase("authorization: Bearer t0ken")
        .containsIgnoringCase("sec-websocket-protocol: chat.v2,chat");
  }

  @Test
  void requestsAndMessagesMix() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              if (peer.number() == 0) {
                peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"t\":42}");
              } else {
                SocketServer.echo(peer.upgrade());
              }
            },
            """
            - { get: /start, extract: { token: $.t } }
            - connect: /ws
            - { send: "${token}", await: { matches: "^42$" } }
            - close:
            """);

    assertThat(run.all()).hasSize(4).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
  }

  @Test
  void awaitLooksAtWhatCameBefore() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              peer.send("{\"type\":\"welcome\",\"n\":1}");
              peer.send("{\"type\":\"ready\",\"n\":2}");
              SocketServer.echo(peer);
            },
            """
            - connect: /ws
            - { await: $.type == "ready", extract: { n: $.n } }
            - { send: "${n}", await: { matches: "^2$" } }
            - close:
            """);

    assertThat(run.all()).hasSize(4).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
  }

  @Test
  void repliesFindTheirMessagesInWhateverOrder() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              List<Received> all = new ArrayList<>();
              for (int i = 0; i < 10; i++) {
                all.add(peer.read());
              }
              for (int i = 9; i >= 0; i--) {
                peer.send(all.get(i).text());
              }
              SocketServer.echo(peer);
            },
            """
            - connect: /ws
            - { send: { json: { n: "${message}" } }, count: 10, await: "$.n == ${message}" }
            - close:
            """);

    List<Recorded> sent = run.of("chat: send");
    assertThat(sent).hasSize(10).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
    // All were intended at once; the one sent last was answered first.
    assertThat(sent.stream().map(Recorded::intended).distinct()).hasSize(1);
    assertThat(sent.stream().map(Recorded::start).toList())
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void aPacedMessageIsIntendedAtItsTimeThoughTheTargetStalls() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              Received first = peer.read();
              SocketServer.pause(600);
              peer.send(first.text());
              SocketServer.echo(peer);
            },
            """
            - connect: /ws
            - { send: "${message}", rate: 50/s, count: 20, await: any }
            - close:
            """);

    List<Recorded> sent = run.of("chat: send");
    assertThat(sent).hasSize(20).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
    long first = sent.get(0).intended();
    assertThat(sent.stream().mapToLong(each -> each.intended() - first))
        .containsExactlyElementsOf(
            LongStream.range(0, 20).mapToObj(each -> each * 20_000_000L).toList());
    // The stall of 600 ms is in what was intended meanwhile, however many the client could send.
    assertThat(sent.get(0).responseMillis()).isGreaterThanOrEqualTo(600);
    assertThat(sent.get(10).responseMillis()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void pongsAnswerPingsAndMessagesAnswerMessages() throws IOException {
    Script answering =
        peer -> {
          peer.upgrade();
          int beats = 0;
          for (Received each = peer.read(); peer.answersControl(each); each = peer.read()) {
            if (each.opcode() == SocketServer.TEXT) {
              peer.send("{\"type\":\"pong\"}");
            }
            if (++beats == 4) {
              peer.send("enough");
            }
          }
        };
    String rest = "- await: { contains: enough }\n- close:";
    SocketRun pings =
        SocketRun.of(answering, "- { connect: /ws, heartbeat: { every: 50ms } }\n" + rest);
    SocketRun messages =
        SocketRun.of(
            answering,
            """
            - connect: /ws
              heartbeat: { every: 50ms, send: { json: { type: ping } }, await: $.type == "pong" }
            """
                + rest);

    for (SocketRun run : List.of(pings, messages)) {
      List<Recorded> beats = run.of("chat: heartbeat");
      assertThat(beats)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
      for (int i = 1; i < beats.size(); i++) {
        assertThat(beats.get(i).intended() - beats.get(i - 1).intended()).isEqualTo(50_000_000L);
      }
    }
  }

  @Test
  void messagesGoInFragmentsAndComeInFragments() throws IOException {
    BlockingQueue<Received> seen = new LinkedBlockingQueue<>();
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              Received received = peer.read();
              seen.add(received);
              byte[] all = received.content();
              peer.frame(SocketServer.BINARY, java.util.Arrays.copyOf(all, 10));
              peer.send(SocketServer.PING, new byte[0]); // may stand between fragments
              peer.frame(SocketServer.FINAL, java.util.Arrays.copyOfRange(all, 10, all.length));
              SocketServer.echo(peer);
            },
            """
            - connect: /ws
            - send: { random: 100000B, binary: true, fragment: 30000B }
              await: any
            - close:
            """);

    assertThat(run.all()).hasSize(3).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
    Received received = seen.remove();
    assertThat(received.opcode()).isEqualTo(SocketServer.BINARY);
    assertThat(received.frames()).isEqualTo(4);
    assertThat(received.content()).hasSize(100_000);
    // Three frames with a length of two bytes and the last one with such a length too, all masked.
    assertThat(run.of("chat: send").get(0).bytesSent()).isEqualTo(100_000 + 4 * (2 + 2 + 4));
  }

  @Test
  void randomTextIsText() throws IOException {
    BlockingQueue<Received> seen = new LinkedBlockingQueue<>();
    SocketRun.of(
        peer -> {
          peer.upgrade();
          seen.add(peer.read());
          SocketServer.echo(peer);
        },
        "- connect: /ws\n- send: { random: 3KiB..3KiB }\n- close:");

    assertThat(seen.remove())
        .satisfies(
            received -> {
              assertThat(received.opcode()).isEqualTo(SocketServer.TEXT);
              assertThat(received.text()).matches("[a-z0-5]{3072}");
            });
  }
}
