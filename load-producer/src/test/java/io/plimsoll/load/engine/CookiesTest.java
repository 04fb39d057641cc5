package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies over real sockets: those of the user beside those of the scenario. */
final class CookiesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void areOneHeaderWithTheScenariosFirst(int http) {
    try (EchoServer server = new EchoServer()) {
      Drive.whole(
          scenario(
                  "http://127.0.0.1:" + server.port(),
                  "{ get: /a, headers: { cookie: a=1 } }, { get: /login }, { get: /me },"
                      + " { get: /b, headers: { cookie: a=1; c=3, x-last: z } },"
                      + " { post: /c, headers: { COOKIE: \"v=${user}\" }, body: hello }")
              + (http == 2 ? "http: 2\n" : ""));

      assertThat(server.lines())
          .extracting(line -> line.replaceAll("(?s).* cookie=(.*) type=.*", "$1"))
          .containsExactly("a=1", "id=u7", "a=1; c=3; id=u7", "v=0; id=u7");
      assertThat(server.bodies()).containsExactly("", "", "", "hello");
    }
  }

  @Test
  void areOneHeaderOfAnUpgradeToo() throws IOException {
    try (SocketServer server = new SocketServer(CookiesTest::loginOrUpgrade)) {
      SocketRun.of(
          server,
          """
          - get: /login
          - { connect: /ws, headers: { cookie: a=1 } }
          - close:
          - { connect: /ws }
          - close:
          """);

      assertThat(server.heads())
          .extracting(head -> head.lines().filter(CookiesTest::isCookie).toList())
          .extracting(lines -> lines.toString().replaceAll("(?i)cookie:", "cookie:"))
          .containsExactly("[]", "[cookie: a=1; id=\u00e9]", "[cookie: id=\u00e9]");
    }
  }

  private static boolean isCookie(String line) {
    return line.regionMatches(true, 0, "cookie:", 0, 7);
  }

  private static void loginOrUpgrade(SocketServer.Peer peer) throws IOException {
    if (peer.number() > 0) {
      SocketServer.echo(peer.upgrade());
      return;
    }
    peer.raw(response("Set-Cookie: id=\u00e9; Path=/\r\nConnection: close\r\n"));
  }

  @Test
  void areForgottenWhenADateOfYesterdayDeletesThem() throws IOException {
    List<String> cookies =
        List.of("Set-Cookie: id=u7; Path=/\r\n", "Set-Cookie: id=; Path=/; " + yesterday(), "");
    try (RawServer server = new RawServer((socket, n) -> answer(socket, cookies.get(n)))) {
      Drive.whole(scenario(server.url(), "{ get: /login }, { get: /logout }, { get: /me }"));

      assertThat(server.heads())
          .extracting(head -> head.lines().filter(CookiesTest::isCookie).toList())
          .containsExactly(List.of(), List.of("Cookie: id=u7"), List.of());
    }
  }

  private static String yesterday() {
    return "expires=%s\r\n"
        .formatted(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minusDays(1)));
  }

  private static void answer(Socket socket, String header) throws IOException {
    socket.getOutputStream().write(response(header));
  }

  private static byte[] response(String headers) {
    String response = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + headers + "\r\n";
    return response.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void comeBackByteByByteAsTheyWereGiven() throws IOException {
    String latin = "Set-Cookie: id=\u00e9; Path=/\r\n";
    try (RawServer server = new RawServer((socket, n) -> answer(socket, n == 0 ? latin : ""))) {
      Drive.whole(scenario(server.url(), "{ get: /login }, { get: /me }"));

      assertThat(server.heads().get(1)).contains("Cookie: id=\u00e9\r\n");
    }
  }

  private static String scenario(String target, String steps) {
    return """
    name: cookies
    target: %s
    load: { arrivals: { burst: 1, every: 1h } }
    steps: [ %s ]
    """
        .formatted(target, steps);
  }
}
