package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent where an answer leads on, over real sockets. */
final class RedirectsTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2"})
  void aGetHasNoBodyAndEveryOtherMethodKeepsIt(String http) {
    try (EchoServer server = new EchoServer()) {
      List<String> steps = new ArrayList<>();
      for (String method : List.of("post", "put")) {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
          steps.add(
              "{ %s: /moved/%d, body: %s, headers: { content-type: text/x } }"
                  .formatted(method, status, method));
        }
      }

      List<Recorded> all = run("http://127.0.0.1:" + server.port(), String.join(", ", steps), http);

      assertThat(all).hasSize(10).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
      assertThat(server.lines()).allMatch(line -> line.contains(" /to/it?a%7Cb "));
      assertThat(server.lines())
          .extracting(line -> line.split(" ", 2)[0] + line.replaceAll(".* type=", " "))
          .containsExactly(
              "GET null",
              "GET null",
              "GET null",
              "POST text/x",
              "POST text/x",
              "PUT text/x",
              "PUT text/x",
              "GET null",
              "PUT text/x",
              "PUT text/x");
      assertThat(server.bodies())
          .containsExactly("", "", "", "post", "post", "put", "put", "", "put", "put");
    }
  }

  @Test
  void aQueryAloneIsOneOfTheSamePath() throws IOException {
    assertFollowed("?page=2", "/a/b?page=2");
  }

  @Test
  void charactersThatMayNotStandInAUriAreEncoded() throws IOException {
    assertFollowed("/q?x=a|b c{}\"^\\`", "/q?x=a%7Cb%20c%7B%7D%22%5E%5C%60");
    assertFollowed("/caf\u00e9", "/caf%C3%A9");
  }

  private static void assertFollowed(String location, String path) throws IOException {
    String first = "302 Found\r\nLocation: " + location;
    try (RawServer server =
        new RawServer((socket, n) -> answer(socket, n == 0 ? first : "204 No Content"))) {
      List<Recorded> all = run(server.url(), "{ get: /a/b }", "1.1");

      assertThat(all).extracting(Recorded::status).containsExactly(204);
      assertThat(server.heads().get(1)).startsWith("GET " + path + " HTTP/1.1\r\n");
    }
  }

  private static void answer(Socket socket, String head) throws IOException {
    String answer = "HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Recorded> run(String target, String step, String http) {
    return Drive.whole(
        """
        name: redirects
        target: %s
        http: %s
        load: { arrivals: { burst: 1, every: 1h } }
        steps: [ %s ]
        """
            .formatted(target, http, step));
  }
}
