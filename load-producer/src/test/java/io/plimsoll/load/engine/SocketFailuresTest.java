package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Script;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Steps over an open WebSocket whose server breaks off, stalls, or does not keep to it. */
final class SocketFailuresTest {
  private static final String TALK = "- connect: /ws\n- { send: hi, await: any }\n- close:";

  @Test
  void aReplyThatNeverComesTimesOutAndTheConnectionStays() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> SocketServer.echo(peer.upgrade()),
            """
            - connect: /ws
            - { send: hi, await: { contains: ho }, timeout: 100ms }
            - { await: { contains: ho }, timeout: 100ms }
            - { send: ho, await: { contains: ho } }
            - close:
            """);

    assertThat(run.kinds("chat: send")).containsExactly(OutcomeKind.TIMEOUT, OutcomeKind.SUCCESS);
    assertThat(run.of("chat: send").get(0).serviceMillis()).isGreaterThanOrEqualTo(100);
    assertThat(run.kinds("chat: await")).containsExactly(OutcomeKind.TIMEOUT);
    assertThat(run.kinds("chat: close")).containsExactly(OutcomeKind.SUCCESS);
  }

  @Test
  void aReplyThatFailsItsChecksIsACheckFailure() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> SocketServer.echo(peer.upgrade()),
            """
            - connect: /ws
            - { send: '{"ok":false}', await: any, expect: { json: { $.ok: true } } }
            - { send: '{"ok":false}', await: any, extract: { id: $.id } }
            - { send: never }
            """);

    assertThat(run.of("chat: send").stream().map(Recorded::error))
        .containsExactly("check failed: json $.ok", "check failed: nothing to extract for id");
  }

  @Test
  void aStepWithoutItsValueIsNotSent() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> SocketServer.echo(peer.upgrade()),
            """
            - connect: /ws
            - if: ${user} == 99
              then: [ { await: any, extract: { id: $.id } } ]
            - { send: "${id}" }
            """);

    assertThat(run.kinds("chat: send")).containsExactly(OutcomeKind.NOT_SENT);
    assertThat(run.of("chat: send").get(0).error()).isEqualTo("no value for ${id}");
  }

  @Test
  void aStepWithoutAConnectionIsNotSent() throws IOException {
    SocketRun run = SocketRun.of(peer -> {}, "- { send: hi }");

    assertThat(run.of("chat: send").get(0).error()).isEqualTo("no connection");
    assertThat(run.kinds("chat: send")).containsExactly(OutcomeKind.NOT_SENT);
  }

  @Test
  void aTargetThatClosesWellIsNoFailure() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              if (peer.number() > 0) {
                peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                return;
              }
              peer.upgrade();
              // One write, read in one go: before the request that follows can be answered.
              peer.raw(new byte[] {(byte) 0x81, 1, 'x', (byte) 0x88, 2, 0x03, (byte) 0xe8});
              peer.read();
            },
            """
            - connect: /ws
            - await: any
            - get: /meanwhile
            - close:
            """);

    assertThat(run.kinds("chat: await")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.kinds("chat: closed by target")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.of("chat: close")).as("somebody else has closed").isEmpty();
  }

  @Test
  void aSlowReaderStillReadsWhatCameBeforeTheEnd() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              peer.raw(
                  new byte[] {
                    (byte) 0x81, 1, 'x', (byte) 0x81, 1, 'y', (byte) 0x88, 2, 0x03, (byte) 0xe8
                  });
            },
            """
            - { connect: /ws, readDelay: 200ms }
            - { await: { contains: x }, as: x }
            - { await: { contains: y }, as: y }
            - { await: any, as: nothing }
            """);

    assertThat(run.kinds("x")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.kinds("y")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.kinds("chat: closed by target")).containsExactly(OutcomeKind.SUCCESS);
  }

  @Test
  void aTargetThatGoesAwayFailsWhatWaits() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade().read();
              peer.close(1013);
              peer.read();
            },
            "- connect: /ws\n- { send: hi, count: 3, await: any }\n- { send: more }");

    assertThat(run.of("chat: closed by target").get(0).error())
        .isEqualTo("closed by the target: 1013");
    assertThat(run.kinds("chat: closed by target")).containsExactly(OutcomeKind.PROTOCOL_ERROR);
    assertThat(run.of("chat: send"))
        .hasSize(3)
        .allMatch(each -> each.kind() == OutcomeKind.PROTOCOL_ERROR);
  }

  @Test
  void anAbruptEndFailsWhatWaits() throws IOException {
    for (Script script :
        List.<Script>of(
            peer -> peer.upgrade().read(),
            peer -> {
              peer.upgrade().read();
              peer.reset();
            })) {
      SocketRun run = SocketRun.of(script, TALK);

      assertThat(run.kinds("chat: send")).containsExactly(OutcomeKind.PROTOCOL_ERROR);
      assertThat(run.kinds("chat: closed by target")).containsExactly(OutcomeKind.PROTOCOL_ERROR);
      assertThat(run.of("chat: send").get(0).error())
          .isIn("connection closed without a close frame", "connection reset");
      assertThat(run.of("chat: close")).isEmpty();
    }
  }

  @Test
  void aCloseThatIsNotAnsweredTimesOut() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade();
              SocketServer.pause(60_000);
            },
            "- connect: /ws\n- { close: 4000, reason: enough, timeout: 100ms }");

    assertThat(run.kinds("chat: close")).containsExactly(OutcomeKind.TIMEOUT);
    assertThat(run.of("chat: closed by target")).isEmpty();
  }

  @Test
  void garbageBreaksTheConnectionAndNothingElse() throws IOException {
    byte[] notUtf8 = {(byte) 0xc3, 0x28};
    byte[] big = new byte[70_000];
    List<Script> scripts =
        List.of(
            peer -> peer.frame(SocketServer.FINAL | 0x70 | SocketServer.TEXT, notUtf8), // extension
            peer -> peer.frame(SocketServer.FINAL | 3, new byte[1]), // no such frame
            peer -> peer.frame(SocketServer.FINAL, new byte[1]), // goes on with nothing
            peer -> peer.frame(SocketServer.PING, new byte[1]), // control frames are whole
            peer -> peer.frame(SocketServer.FINAL | SocketServer.PING, new byte[200]), // and short
            peer -> peer.frame(SocketServer.FINAL | SocketServer.TEXT, notUtf8),
            peer -> peer.frame(SocketServer.FINAL | SocketServer.TEXT, big), // too long
            peer -> {
              peer.frame(SocketServer.TEXT, new byte[40_000]); // too long in all
              peer.frame(SocketServer.FINAL, new byte[40_000]);
            },
            peer -> peer.raw(new byte[] {(byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 5}), // masked
            peer -> peer.raw(new byte[] {(byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1}));
    SocketRun run =
        SocketRun.of(
            peer -> {
              peer.upgrade().read();
              scripts.get(peer.number()).serve(peer);
              peer.read();
              peer.read();
            },
            TALK.replace("connect: /ws", "connect: /ws\n  maxMessage: 64kB"),
            scripts.size());

    assertThat(run.of("chat: send"))
        .hasSize(scripts.size())
        .allMatch(each -> each.kind() == OutcomeKind.PROTOCOL_ERROR)
        .allMatch(
            each ->
                each.error().startsWith("malformed frame")
                    || each.error().equals("message too long"));
    assertThat(run.of("chat: closed by target")).hasSize(scripts.size());
  }

  @Test
  void noiseEndsAsAnOutcomeToo() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> {
              Random random = new Random(peer.number());
              byte[] noise = new byte[1 + random.nextInt(2_000)];
              random.nextBytes(noise);
              peer.upgrade().read();
              peer.raw(noise);
            },
            TALK,
            60);

    assertThat(run.kinds("chat: connect")).hasSize(60).containsOnly(OutcomeKind.SUCCESS);
    assertThat(run.of("chat: send")).hasSize(60);
    assertThat(run.of("chat: send").size() + run.of("chat: close").size())
        .as("what was answered was closed, or closed by the target")
        .isBetween(60, 120);
  }

  @Test
  void anInterruptedRunGivesEverythingItsOutcome() throws IOException {
    try (SocketServer server =
            new SocketServer(
                peer -> {
                  peer.upgrade();
                  SocketServer.pause(60_000);
                });
        Drive drive =
            new Drive(
                """
                name: sockets
                target: %s
                load: { users: { steady: { users: 4, for: 5m } } }
                steps:
                  - { connect: /ws, heartbeat: { every: 1h } }
                  - { send: "${message}", rate: 100/s, for: 1h, await: any, timeout: 1h }
                """
                    .formatted(server.url()),
                1,
                Duration.ofMillis(100))) {
      drive.start();
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.connections() == 4 && drive.engine().snapshot().inFlight() > 20);
      drive.engine().stop(Duration.ofMillis(100));
      List<Recorded> all = drive.await();

      assertThat(all.stream().filter(each -> each.kind() == OutcomeKind.TIMEOUT))
          .hasSizeGreaterThan(20)
          .allMatch(each -> each.error().equals("the run ended before the answer"));
      assertThat(all.stream().filter(each -> each.kind() != OutcomeKind.TIMEOUT))
          .allMatch(each -> each.kind() == OutcomeKind.SUCCESS && each.operation() == 0);
    }
  }
}
