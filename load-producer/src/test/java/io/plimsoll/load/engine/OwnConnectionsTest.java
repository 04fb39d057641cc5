package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code connections: perUser}, against a server that knows over which socket a request came. */
final class OwnConnectionsTest {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  private final Map<Socket, AtomicInteger> requests = new ConcurrentHashMap<>();

  @Test
  void everyArrivalOpensItsOwnAndKeepsItForItsSteps() throws IOException {
    try (RawServer server = new RawServer(this::answer)) {
      List<Recorded> recorded = run(scenario(server, "arrivals: { burst: 20 }", "perUser"));

      assertAllSucceeded(recorded, 60);
      assertThat(server.connections()).isEqualTo(20);
      assertThat(requests.values()).allMatch(each -> each.get() == 3);
    }
  }

  @Test
  void connectionsAreSharedOtherwise() throws IOException {
    try (RawServer server = new RawServer(this::answer)) {
      List<Recorded> recorded =
          run(scenario(server, "arrivals: { burst: 4 }", "shared") + "maxConnections: 1\n");

      assertAllSucceeded(recorded, 12);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void whoFindsNoRoomWaitsUntilAnotherUserHasLeft() throws IOException {
    try (RawServer server = new RawServer(this::answer)) {
      List<Recorded> recorded =
          run(scenario(server, "arrivals: { burst: 4 }", "perUser") + "maxConnections: 1\n");

      assertAllSucceeded(recorded, 12);
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void aUserWhoseConnectionWasClosedOpensAnother() throws IOException {
    RawServer.Script closing =
        (socket, request) -> {
          answer(socket, request);
          if (request == 1) {
            socket.close();
          }
        };
    try (RawServer server = new RawServer(closing);
        Drive drive =
            new Drive(
                scenario(server, "users: { steady: { users: 1, for: 60s } }", "perUser")
                    + "thinkTime: 100ms\n",
                1,
                Duration.ofSeconds(10))) {
      drive.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  drive.soFar().stream().filter(each -> each.kind() == OutcomeKind.SUCCESS).count()
                      >= 6);
      drive.stop(Drive.PATIENCE);
      drive.await();

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static List<Recorded> run(String scenario) {
    return Drive.whole(scenario);
  }

  private static String scenario(RawServer server, String load, String connections) {
    return """
        name: own
        target: %s
        load: { %s }
        connections: %s
        steps: [ { get: /a, as: a }, { get: /b, as: b }, { get: /c, as: c } ]
        """
        .formatted(server.url(), load, connections);
  }

  private static void assertAllSucceeded(List<Recorded> recorded, int count) {
    assertThat(recorded).hasSize(count).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
  }

  private void answer(Socket socket, int request) throws IOException {
    requests.computeIfAbsent(socket, key -> new AtomicInteger()).incrementAndGet();
    socket.getOutputStream().write(OK);
  }
}
