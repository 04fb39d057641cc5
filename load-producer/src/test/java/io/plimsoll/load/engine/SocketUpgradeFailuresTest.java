package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Script;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A WebSocket that is never opened: nobody is there, or refuses, or answers something else. */
final class SocketUpgradeFailuresTest {
  private static final String TALK = "- connect: /ws\n- { send: hi, await: any }\n- close:";

  @Test
  void refusedUpgradesAreJudgedByTheirStatus() throws IOException {
    assertConnect(answer("503 Service Unavailable"), OutcomeKind.REJECTED, 503, "status 503");
    assertConnect(answer("429 Too Many Requests"), OutcomeKind.REJECTED, 429, "status 429");
    assertConnect(answer("404 Not Found"), OutcomeKind.ERROR_STATUS, 404, "status 404");
    assertConnect(answer("200 OK"), OutcomeKind.CHECK_FAILED, 200, "status 200");
  }

  private static Script answer(String status) {
    return peer -> {
      peer.raw("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nno");
      peer.read();
    };
  }

  @Test
  void whatIsNoUpgradeIsAProtocolError() throws IOException {
    assertConnect(
        peer -> peer.raw("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"),
        OutcomeKind.PROTOCOL_ERROR,
        0,
        "malformed answer to the upgrade");
    assertConnect(
        peer -> {
          peer.raw("SSH-2.0-OpenSSH_9\r\n\r\n");
          peer.read();
        },
        OutcomeKind.PROTOCOL_ERROR,
        0,
        "malformed answer");
    assertConnect(
        peer -> {}, OutcomeKind.PROTOCOL_ERROR, 0, "closed before the upgrade was answered");
  }

  @Test
  void aSubprotocolNobodyTookIsAProtocolError() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> SocketServer.echo(peer.upgrade()), "- { connect: /ws, subprotocols: chat.v2 }");

    assertThat(run.of("chat: connect").get(0).kind()).isEqualTo(OutcomeKind.PROTOCOL_ERROR);
    assertThat(run.of("chat: connect").get(0).error()).contains("subprotocol");
  }

  @Test
  void nobodyThereIsAConnectFailure() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    List<Recorded> all =
        Drive.run(
            """
            name: sockets
            target: http://127.0.0.1:%d
            load: { arrivals: { burst: 3, every: 200ms } }
            steps: [ { connect: /ws }, { send: hi } ]
            """
                .formatted(port));

    assertThat(all).hasSize(3);
    assertThat(all)
        .allMatch(each -> each.kind() == OutcomeKind.CONNECT_FAILED)
        .allMatch(each -> each.error().equals("connection refused"));
  }

  @Test
  void anUpgradeThatIsNeverAnsweredTimesOut() throws IOException {
    SocketRun run =
        SocketRun.of(
            peer -> SocketServer.pause(60_000),
            "- { connect: /ws, timeout: 100ms }\n- { send: hi }");

    assertThat(run.kinds("chat: connect")).containsExactly(OutcomeKind.TIMEOUT);
    assertThat(run.of("chat: send")).isEmpty();
  }

  private static void assertConnect(Script script, OutcomeKind kind, int status, String error)
      throws IOException {
    SocketRun run = SocketRun.of(script, TALK);

    Recorded connect = run.of("chat: connect").get(0);
    assertThat(connect.kind()).isEqualTo(kind);
    assertThat(connect.status()).isEqualTo(status);
    assertThat(connect.error()).contains(error);
    assertThat(run.all()).as("the behaviour ends there").hasSize(1);
  }
}
