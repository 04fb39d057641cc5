package io.plimsoll.report.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPostTest {
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Retry-After", "7");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Answer send() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/T0/s3cret");
    try (HttpPost post =
        new HttpPost(new Receiver.Endpoint(url, Map.of("X-A", "b"), Duration.ofSeconds(60)))) {
      return post.send(new byte[] {'{', '}'}, Map.of());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void twoHundredsAreTaken(int answered) {
    status = answered;
    assertThat(send()).isEqualTo(new Answer.Taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 415, 422})
  void complaintsAboutTheAlertAreForGood(int answered) {
    status = answered;
    body = "bad  label\n";
    assertThat(send()).isEqualTo(new Answer.Refused("it answered " + answered + ": bad label"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 408, 429, 500, 502, 503, 504})
  void everythingElseMayYetBecomeBetter(int answered) {
    status = answered;
    assertThat(send())
        .isEqualTo(
            new Answer.NotNow("it answered " + answered, Optional.of(Duration.ofSeconds(7))));
  }

  @Test
  void nobodyThereIsToldWithoutTheAddress() {
    server.stop(0);
    Answer.NotNow answer = (Answer.NotNow) send();
    assertThat(answer.why()).contains("cannot be reached").doesNotContain("s3cret");
    assertThat(answer.pause()).isEmpty();
  }
}
