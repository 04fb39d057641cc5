package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of upgrades: whatever a request may ask for, and what is none. */
final class SocketPathsTest {
  /** The first connection is for a request, which is told a link; all others are upgraded. */
  private static SocketServer.Script linking(String link) {
    return peer -> {
      if (peer.number() > 0) {
        SocketServer.echo(peer.upgrade());
        return;
      }
      peer.raw(
          "HTTP/1.1 200 OK\r\nX-Link: %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
              .formatted(link));
    };
  }

  @Test
  void areEncodedAsThoseOfRequests() throws IOException {
    String path = "/ws|{a}?filter=a|b&{c}\\\"^\\\\`%41%";
    try (SocketServer server = new SocketServer(linking("/"))) {
      SocketRun run =
          SocketRun.of(
              server,
              "- { get: \"%s\" }\n- { connect: \"%s\" }\n- send: hi\n- close:"
                  .formatted(path, path));

      assertThat(run.kinds("chat: connect")).containsExactly(OutcomeKind.SUCCESS);
      assertThat(run.kinds("chat: close")).containsExactly(OutcomeKind.SUCCESS);
      assertThat(server.heads())
          .extracting(head -> head.split(" ", -1)[1])
          .hasSize(2)
          .containsOnly("/ws%7C%7Ba%7D?filter=a%7Cb&%7Bc%7D%22%5E%5C%60%41%25");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/100%", "/ws/a|b", "/w s", "/ws#part", "ws", "", "?a", "../ws"})
  void mayBeAnyLinkToThisServer(String link) throws IOException {
    SocketRun run = throughLink(link);

    assertThat(run.kinds("chat: connect")).containsExactly(OutcomeKind.SUCCESS);
    assertThat(run.kinds("chat: close")).containsExactly(OutcomeKind.SUCCESS);
  }

  @Test
  void mayBeAWholeUrlOfThisServer() throws IOException {
    AtomicReference<String> own = new AtomicReference<>();
    for (String scheme : List.of("ws", "http")) {
      try (SocketServer server =
          new SocketServer(
              peer -> linking(scheme + "://" + own.get() + "/live?n=1#top").serve(peer))) {
        own.set(server.authority());
        SocketRun run = throughLink(server);

        assertThat(run.kinds("chat: connect")).containsExactly(OutcomeKind.SUCCESS);
        assertThat(server.heads().get(1)).startsWith("GET /live?n=1 HTTP/1.1");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"//ws", "wss://127.0.0.1/ws", "http://127.0.0.1/ws", "mailto:a@b"})
  void toOtherServersAreNotSent(String link) throws IOException {
    SocketRun run = throughLink(link);

    assertThat(run.of("chat: connect"))
        .extracting(Recorded::kind, Recorded::error)
        .containsExactly(tuple(OutcomeKind.NOT_SENT, "its link leads to another server"));
    assertThat(run.of("chat: close")).as("the behaviour ends there").isEmpty();
  }

  private static SocketRun throughLink(String link) throws IOException {
    try (SocketServer server = new SocketServer(linking(link))) {
      return throughLink(server);
    }
  }

  private static SocketRun throughLink(SocketServer server) {
    return SocketRun.of(
        server,
        """
        - { get: /link, extract: { link: { header: X-Link } } }
        - connect: ${link}
        - close:
        """);
  }

  @Test
  void decideForWhichPathACookieIs() throws IOException {
    List<String> heads;
    try (SocketServer server =
        new SocketServer(peer -> SocketServer.echo(peer.upgrade("Set-Cookie: id=1")))) {
      SocketRun.of(
          server,
          """
          - connect: "/a|b/${uuid}/ws"
          - close:
          - connect: "/a|b/ws"
          - close:
          - connect: "/a|b/"
          - close:
          """);
      heads = server.heads();
    }

    assertThat(heads)
        .extracting(head -> head.contains("ookie: id=1"))
        .containsExactly(false, false, true);
  }
}
