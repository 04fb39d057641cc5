package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests can be, over real sockets. */
final class HttpStepsTest {
  private final EchoServer server = new EchoServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsEveryMethod() {
    List<Recorded> all =
        once(
            "{ put: /a, body: x }, { patch: /a, json: { n: 1 } }, { delete: /a }, { head: /a },"
                + " { post: /f, form: { a: b c, d: \"&\" } }");

    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(server.lines())
        .extracting(line -> line.split(" ", -1)[0])
        .containsExactly("PUT", "PATCH", "DELETE", "HEAD", "POST");
    assertThat(server.bodies()).containsExactly("x", "{\"n\":1}", "", "", "a=b+c&d=%26");
    assertThat(server.lines().get(4)).endsWith("type=application/x-www-form-urlencoded");
    assertThat(all).filteredOn(each -> each.connectMicros() >= 0).hasSize(1);
  }

  @Test
  void authorizesByDefaultAndByStep() {
    Drive.whole(
        scenario("{ get: /a }, { get: /b, auth: { basic: { user: joe, password: pw } } }")
            + "auth: { bearer: tok }\nheaders: { X-A: b }\n");

    assertThat(server.lines().get(0)).contains("auth=Bearer tok");
    assertThat(server.lines().get(1)).contains("auth=Basic am9lOnB3");
  }

  @Test
  void followsRedirectsWithinOneOutcome() {
    List<Recorded> all = once("{ get: /jump/3 }, { post: /seeother, json: { a: 1 } }");

    assertThat(all)
        .extracting(Recorded::kind, Recorded::status)
        .containsExactly(tuple(OutcomeKind.SUCCESS, 200), tuple(OutcomeKind.SUCCESS, 200));
    assertThat(server.lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("GET /done"))
        .allMatch(line -> line.endsWith("type=null"));
  }

  @Test
  void takesRedirectsAsAnswersWhenAskedTo() {
    List<Recorded> all =
        once("{ get: /jump/1, followRedirects: false }, { get: /jump/1, expect: { status: 302 } }");

    assertThat(all).extracting(Recorded::status).containsOnly(302);
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void doesNotFollowForEverNorToStrangers() {
    assertThat(once("{ get: /jump/50 }, { get: /away }"))
        .extracting(Recorded::kind, Recorded::error)
        .containsExactly(
            tuple(OutcomeKind.CHECK_FAILED, "redirected more than 10 times"),
            tuple(
                OutcomeKind.CHECK_FAILED,
                "redirected to another server, where this run does not go"));
  }

  @Test
  void followsOverANewConnectionWhenTheServerCloses() throws IOException {
    try (RawServer closing =
        new RawServer(
            (socket, n) -> {
              String answer =
                  n == 0
                      ? "HTTP/1.1 302 Found\r\nLocation: /b\r\nConnection: close\r\n\r\n"
                      : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
              socket
                  .getOutputStream()
                  .write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
              if (n == 0) {
                socket.close();
              }
            })) {
      List<Recorded> all =
          Drive.whole(
              scenario("{ get: /a }").replace("http://127.0.0.1:" + server.port(), closing.url()));

      assertThat(all)
          .extracting(Recorded::kind, Recorded::status)
          .containsExactly(tuple(OutcomeKind.SUCCESS, 200));
      assertThat(closing.requests()).isEqualTo(2);
    }
  }

  @Test
  void keepsCookiesPerUser() {
    Drive.whole(scenario("{ get: /login }, { get: /me }"));
    Drive.whole(scenario("{ get: /login }, { get: /me }") + "cookies: false\n");

    assertThat(server.lines().get(0)).contains("cookie=id=u7");
    assertThat(server.lines().get(1)).contains("cookie=null");
  }

  @Test
  void asksForPackedAnswersAndLooksIntoThem() {
    List<Recorded> packed =
        Drive.whole(
            scenario("{ get: /packed, expect: { json: { $.v: /^x+$/ } } }")
                + "compression: true\n");

    assertThat(packed).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(packed).allMatch(each -> each.bytesReceived() < 1000);
  }

  @Test
  void uploadsGeneratedFilesWithoutHoldingThem() {
    List<Recorded> all =
        once("{ post: /upload, multipart: { note: hi, file: { random: 20MB..30MB } } }");

    assertThat(all)
        .extracting(Recorded::kind, Recorded::status)
        .containsExactly(tuple(OutcomeKind.SUCCESS, 202));
    assertThat(server.bytes()).isBetween(20_000_000L, 30_001_000L);
    assertThat(all.get(0).bytesSent()).isBetween(server.bytes(), server.bytes() + 500);
  }

  @Test
  void uploadsFilesOfTheDisk(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("some.bin"), new byte[300_000]);

    List<Recorded> all = once("{ post: /upload, multipart: { file: { file: \"" + file + "\" } } }");

    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(server.bytes()).isBetween(300_000L, 300_400L);
  }

  private List<Recorded> once(String steps) {
    return Drive.whole(scenario(steps));
  }

  /** One arrival that goes through the steps. */
  private String scenario(String steps) {
    return """
    name: steps
    target: http://127.0.0.1:%d
    load: { arrivals: { burst: 1, every: 1h } }
    steps: [ %s ]
    """
        .formatted(server.port(), steps);
  }
}
