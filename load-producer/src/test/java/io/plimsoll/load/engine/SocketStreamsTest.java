package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Received;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What comes and goes on a WebSocket beside its steps, and for how long. */
final class SocketStreamsTest {
  @Test
  void aReceiverMeasuresFromTheTimestampAndCountsWhatIsMissing() throws IOException {
    SocketRun run =
        SocketRun.of(
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
    SocketRun run =
        SocketRun.of(
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
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              SocketServer.pause(60_000); // never reads
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
      Awaitility.await()
          .atMost(Drive.PATIENCE)
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
}
