package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Received;
import io.plimsoll.load.engine.SocketServer.Script;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** WebSocket steps against a server that follows the protocol. */
final class SocketsTest {
  @Test
  void aConversationIsAnOutcomePerStep() throws IOException {
    Run run =
        run(
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
    Run run;
    try (SocketServer server =
        new SocketServer(peer -> SocketServer.echo(peer.upgrade("Sec-WebSocket-Protocol: chat")))) {
      run =
          run(
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
    Run run =
        run(
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

    assertThat(run.all).hasSize(4).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
  }

  @Test
  void awaitLooksAtWhatCameBefore() throws IOException {
    Run run =
        run(
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

    assertThat(run.all).hasSize(4).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
  }

  @Test
  void repliesFindTheirMessagesInWhateverOrder() throws IOException {
    Run run =
        run(
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
    Run run =
        run(
            peer -> {
              peer.upgrade();
              Received first = peer.read();
              pause(600);
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
    Run pings = run(answering, "- { connect: /ws, heartbeat: { every: 50ms } }\n" + rest);
    Run messages =
        run(
            answering,
            """
            - connect: /ws
              heartbeat: { every: 50ms, send: { json: { type: ping } }, await: $.type == "pong" }
            """
                + rest);

    for (Run run : List.of(pings, messages)) {
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
    Run run =
        run(
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

    assertThat(run.all).hasSize(3).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
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
    run(
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

  @Test
  void aReceiverMeasuresFromTheTimestampAndCountsWhatIsMissing() throws IOException {
    Run run =
        run(
            peer -> {
              peer.upgrade();
              long now = System.currentTimeMillis();
              peer.send(news(1, now - 5_000));
              peer.send(news(2, now - 4_000));
              peer.send("{\"type\":\"other\"}");
              peer.send(news(6, now - 3_000)); // 3, 4 and 5 are missing
              peer.send(news(6, now - 2_000)); // twice
              peer.send(news(7, now + 3_600_000)); // from the future
              peer.send("{\"type\":\"news\",\"n\":8}"); // no time
              peer.send("{\"type\":\"news\",\"n\":1000000,\"sent\":1}"); // another count
              peer.send(news(1_000_001, now - 1_000));
              peer.send("done");
              SocketServer.echo(peer);
            },
            """
            - connect: /ws
              receive: { timestamp: $.sent, sequence: $.n, only: $.type == "news" }
            - await: { contains: done }
            - close:
            """);

    List<Recorded> heard = run.of("chat: receive");
    assertThat(heard).hasSize(4).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
    assertThat(heard.get(0).responseMillis()).isGreaterThanOrEqualTo(5_000);
    assertThat(heard.get(3).responseMillis()).isGreaterThanOrEqualTo(1_000);
    assertThat(heard.stream().map(Recorded::serviceMillis).toList())
        .isEqualTo(heard.stream().map(Recorded::responseMillis).toList());
    assertThat(run.of("chat: receive: dropped"))
        .hasSize(3)
        .allMatch(each -> each.kind() == OutcomeKind.PROTOCOL_ERROR);
    assertThat(run.of("chat: receive: refused").stream().map(Recorded::error))
        .containsExactly(
            "the number is not above the last",
            "the timestamp is later than the arrival",
            "no timestamp",
            "the number is far above the last");
  }

  private static String news(int number, long sentMillis) {
    return "{\"type\":\"news\",\"n\":" + number + ",\"sent\":" + sentMillis + "}";
  }

  @Test
  void aSlowReaderLeavesTheRestAtTheTarget() throws IOException {
    List<Integer> sent = new CopyOnWriteArrayList<>();
    byte[] big = "x".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
    Run run =
        run(
            peer -> {
              peer.upgrade();
              for (int i = 0; i < 400; i++) { // 24 MB: more than all buffers between the two hold
                peer.send(SocketServer.TEXT, big);
                sent.add(i);
              }
            },
            """
            - { connect: /ws, readDelay: 200ms, as: slow }
            - { await: any, as: first }
            - { await: any, as: second }
            """);

    Recorded first = run.of("first").get(0);
    Recorded second = run.of("second").get(0);
    assertThat(List.of(first, second)).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
    assertThat((first.end() - run.of("slow").get(0).end()) / 1_000_000).isGreaterThanOrEqualTo(190);
    assertThat((second.end() - first.end()) / 1_000_000).isGreaterThanOrEqualTo(190);
    assertThat(sent).hasSizeLessThan(400);
  }

  @Test
  void aRapidSenderCountsWhatTheConnectionDoesNotTake() throws IOException {
    Run run =
        run(
            peer -> {
              peer.upgrade();
              pause(60_000); // never reads
            },
            """
            - connect: /ws
            - { send: { random: 60KiB }, count: 500, timeout: 500ms }
            """);

    List<Recorded> all = run.of("chat: send");
    assertThat(all).hasSize(500); // 30 MB
    assertThat(all.stream().map(Recorded::kind).distinct())
        .containsExactlyInAnyOrder(OutcomeKind.SUCCESS, OutcomeKind.NOT_SENT);
    assertThat(all)
        .filteredOn(each -> each.kind() == OutcomeKind.NOT_SENT)
        .allMatch(each -> each.responseMillis() >= 500)
        .allMatch(each -> each.error().contains("the target reads too slowly"));
  }

  @Test
  void aSocketLivesAsLongAsItsUser() throws IOException {
    List<Integer> closeCodes = new CopyOnWriteArrayList<>();
    try (SocketServer server =
        new SocketServer(
            peer -> {
              peer.upgrade();
              Received each = peer.read();
              while (peer.answersControl(each)) {
                peer.send(each.opcode(), each.content());
                each = peer.read();
              }
              closeCodes.add(each.closeCode());
            })) {
      List<Recorded> all =
          Drive.until(
              seen -> seen.size() >= 30 && Drive.users(seen) == 3,
              """
              name: sockets
              target: %s
              load: { users: { steady: { users: 3, for: 1h } } }
              thinkTime: 50ms
              onStart: [ { connect: /ws } ]
              steps: [ { send: hi, await: any } ]
              """
                  .formatted(server.url()));

      assertThat(server.connections()).isEqualTo(3);
      assertThat(all.size()).isGreaterThan(3);
      assertThat(all).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(closeCodes).containsOnly(1001).hasSize(3));
    }
  }

  @Test
  void theEndOfThePlanEndsAPaceAndWaitsForReplies() throws IOException {
    try (SocketServer server = new SocketServer(peer -> SocketServer.echo(peer.upgrade()))) {
      List<Recorded> all =
          Drive.until(
              seen -> seen.size() >= 40 && Drive.users(seen) == 4,
              """
              name: sockets
              target: %s
              load: { users: { steady: { users: 4, for: 1h } } }
              onStop: [ { close: 1000 } ]
              steps:
                - connect: /ws
                - { send: "${message}", rate: 20/s, for: 1h, await: any }
              """
                  .formatted(server.url()));

      assertThat(all).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
      assertThat(all.stream().filter(each -> each.operation() == 0)).hasSize(4);
      long closes = all.stream().filter(each -> each.operation() == 3).count();
      assertThat(closes).as("each user closed its connection last").isEqualTo(4);
    }
  }

  static void pause(long millis) {
    try {
      new java.util.concurrent.CountDownLatch(1)
          .await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Run run(Script script, String steps) throws IOException {
    try (SocketServer server = new SocketServer(script)) {
      return run(server, steps);
    }
  }

  private static Run run(SocketServer server, String steps) {
    return Run.of(server, steps, 1);
  }

  /** The way of one arrival or more through the steps. */
  record Run(List<String> operations, List<Recorded> all) {
    static Run of(SocketServer server, String steps, int arrivals) {
      String yaml =
          """
          name: sockets
          target: %s
          load: { arrivals: { burst: %d, every: 2m, times: 1 } }
          timeout: 60s
          behaviours:
            chat:
              steps:
          """
                  .formatted(server.url(), arrivals)
              + steps.indent(6);
      try (Drive drive = new Drive(yaml, 1, java.time.Duration.ofSeconds(60))) {
        drive.start();
        return new Run(Drive.parse(yaml).operations(), drive.untilNobodyIsLeft());
      }
    }

    List<Recorded> of(String operation) {
      assertThat(operations).contains(operation);
      return all.stream()
          .filter(each -> operations.get(each.operation()).equals(operation))
          .toList();
    }

    List<OutcomeKind> kinds(String operation) {
      return of(operation).stream().map(Recorded::kind).toList();
    }
  }
}
