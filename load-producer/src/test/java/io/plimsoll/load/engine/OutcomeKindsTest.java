package io.plimsoll.load.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every way a request can end, against servers that behave and misbehave over real sockets. */
final class OutcomeKindsTest {
  private static final String AT_ONCE = "arrivals: { burst: 10, every: 1h }";
  private static final OutcomeKind SUCCESS = OutcomeKind.SUCCESS;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void countsTwoHundredAsSuccessAndKeepsTheConnection() throws IOException {
    Recorded[] all = openTen(text(OK), "", "maxConnections: 1").toArray(Recorded[]::new);

    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(all).filteredOn(each -> each.connectMicros() >= 0).hasSize(1);
    assertThat(all[0].bytesReceived()).isEqualTo(OK.length());
    assertThat(all[0].bytesSent()).isGreaterThan(40);
    assertThat(all[0].firstByteMicros()).isBetween(1L, (all[0].end() - all[0].start()) / 1000);
  }

  @Test
  void opensAnotherConnectionWhenTheServerAsksToClose() throws IOException {
    String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    List<Recorded> all = openTen(text(closing), "", "maxConnections: 1");

    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(all).allMatch(each -> each.connectMicros() >= 0);
  }

  @Test
  void readsChunkedAnswersAndAnswersThatEndWithTheConnection() throws IOException {
    String interim = "HTTP/1.1 100 Continue\r\n\r\n";
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunked = interim + head + "3\r\nabc\r\n0\r\n\r\n";

    assertThat(openTen(text(chunked), "", ""))
        .extracting(Recorded::kind, Recorded::bytesReceived)
        .containsOnly(tuple(SUCCESS, (long) chunked.length()));
    assertThat(
            openTen(
                (socket, n) -> {
                  write(socket, "HTTP/1.1 200 OK\r\n\r\nuntil the end");
                  socket.close();
                },
                "",
                ""))
        .extracting(Recorded::kind)
        .containsOnly(OutcomeKind.SUCCESS);
  }

  @Test
  void tellsErrorsRejectionsAndFailedChecksApart() throws IOException {
    assertThat(openTen(status(404), "", ""))
        .extracting(Recorded::kind, Recorded::error)
        .containsOnly(tuple(OutcomeKind.ERROR_STATUS, "status 404"));
    assertThat(openTen(status(503), "", ""))
        .extracting(Recorded::kind)
        .containsOnly(OutcomeKind.REJECTED);
    assertThat(openTen(status(429), "", ""))
        .extracting(Recorded::kind)
        .containsOnly(OutcomeKind.REJECTED);
    assertThat(openTen(status(302), "", "")).extracting(Recorded::kind).containsOnly(SUCCESS);
    assertThat(openTen(status(204), ", expect: { status: 202 }", ""))
        .extracting(Recorded::kind, Recorded::status)
        .containsOnly(tuple(OutcomeKind.CHECK_FAILED, 204));
    assertThat(openTen(status(404), ", expect: { status: [200, 404] }", ""))
        .extracting(Recorded::kind)
        .containsOnly(SUCCESS);
  }

  @Test
  void timesOutWhenTheServerStalls() throws IOException {
    List<Recorded> all = openTen((socket, n) -> {}, ", timeout: 150ms", "");

    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.TIMEOUT);
    assertThat(all).allMatch(each -> each.serviceMillis() >= 150);
    assertThat(all)
        .extracting(Recorded::error)
        .allMatch(error -> error.endsWith("in time"), "and not when the run ended");
    assertThat(all).allMatch(each -> each.firstByteMicros() < 0);
  }

  @Test
  void timesOutWhenTheHeadOrTheBodyNeverEnds() throws IOException {
    assertThat(openTen(text("HTTP/1.1 200 OK\r\nX-Slow: "), ", timeout: 150ms", ""))
        .extracting(Recorded::kind)
        .containsOnly(OutcomeKind.TIMEOUT);
    assertThat(openTen(text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), ", timeout: 3s", ""))
        .extracting(Recorded::kind, Recorded::status)
        .containsOnly(tuple(OutcomeKind.TIMEOUT, 200));
  }

  @Test
  void reportsGarbageAndTornAnswersAsProtocolErrors() throws IOException {
    assertThat(openTen(text("hello\r\n\r\n"), "", ""))
        .extracting(Recorded::kind)
        .containsOnly(OutcomeKind.PROTOCOL_ERROR);
    assertThat(openTen((socket, n) -> socket.close(), "", ""))
        .extracting(Recorded::kind, Recorded::error)
        .containsOnly(
            tuple(OutcomeKind.PROTOCOL_ERROR, "connection closed before the answer was complete"));
    assertThat(
            openTen(
                (socket, n) -> {
                  write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
                  socket.close();
                },
                "",
                ""))
        .extracting(Recorded::kind)
        .containsOnly(OutcomeKind.PROTOCOL_ERROR);
  }

  @Test
  void reportsARefusedPort() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    List<Recorded> all = Drive.whole(scenario("http://127.0.0.1:" + port, "", ""));

    assertThat(all).hasSize(10);
    assertThat(all)
        .extracting(Recorded::kind, Recorded::error)
        .containsOnly(tuple(OutcomeKind.CONNECT_FAILED, "connection refused"));
  }

  @Test
  void recordsWhatWasNeverSentWithItsWaitingTime() throws IOException {
    try (RawServer stalled = new RawServer((socket, n) -> {});
        Drive drive =
            new Drive(
                scenario(stalled.url(), "", "maxConnections: 1")
                    .replace(AT_ONCE, "arrivals: { rate: 100/s, for: 100ms }"),
                1,
                Duration.ofHours(1))) {
      drive.start();
      await()
          .atMost(Drive.PATIENCE)
          .until(() -> stalled.requests() == 1 && drive.soFar().size() == 9);
      drive.stop(Duration.ZERO);
      List<Recorded> all = drive.await();

      assertThat(all).hasSize(10);
      assertThat(all).filteredOn(each -> each.kind() == OutcomeKind.TIMEOUT).hasSize(1);
      assertThat(all)
          .filteredOn(each -> each.kind() == OutcomeKind.NOT_SENT)
          .hasSize(9)
          .allMatch(each -> each.start() == each.end());
      assertThat(all)
          .filteredOn(each -> each.userId() == 1)
          .singleElement()
          .satisfies(second -> assertThat(second.responseMillis()).isGreaterThanOrEqualTo(80L));
      assertThat(stalled.requests()).isEqualTo(1);
    }
  }

  /** Ten arrivals at once. */
  private static List<Recorded> openTen(RawServer.Script script, String step, String more)
      throws IOException {
    try (RawServer server = new RawServer(script)) {
      List<Recorded> all =
          Drive.until(seen -> seen.size() >= 10, scenario(server.url(), step, more));
      assertThat(all).hasSize(10);
      return all;
    }
  }

  private static String scenario(String url, String step, String more) {
    return """
    name: kinds
    target: %s
    load: { %s }
    steps: [ { get: /x%s } ]
    %s
    """
        .formatted(url, AT_ONCE, step, more);
  }

  private static RawServer.Script text(String answer) {
    return (socket, n) -> write(socket, answer);
  }

  private static RawServer.Script status(int status) {
    String body = status == 204 ? "" : "Content-Length: 0\r\n";
    return text("HTTP/1.1 " + status + " Whatever\r\n" + body + "\r\n");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }
}
