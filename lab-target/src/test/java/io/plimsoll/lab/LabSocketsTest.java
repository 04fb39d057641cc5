package io.plimsoll.lab;

import static io.plimsoll.lab.LabClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.lab.latency.Distribution.Constant;
import io.plimsoll.lab.latency.LatencyProfile;
import io.plimsoll.lab.websocket.SocketConfig;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabSocketsTest {
  private LabTarget target;
  private LabClient client;

  @BeforeEach
  void start() {
    start(Duration.ofSeconds(30));
  }

  private void start(Duration heartbeat) {
    target =
        LabTarget.start(
            LabConfig.defaults()
                .withLatency(
                    LatencyProfile.none()
                        .with("work.repackage", new Constant(200))
                        .with("websocket.chat", new Constant(2)))
                .withSockets(new SocketConfig(3, 50, heartbeat)));
    client = new LabClient(target);
  }

  @AfterEach
  void stop() {
    target.close();
  }

  @Test
  void echoReturnsTheMessageAsItWas() throws Exception {
    Listener listener = new Listener();
    WebSocket socket = open("/ws", listener);
    String message = "{\"type\":\"message\",\"timestamp\":\"2026-01-02T03:04:05Z\"}";

    socket.sendText(message, true).join();
    socket.sendText("plain", true).join();
    socket.sendText("{\"type\":\"ping\",\"timestamp\":17}", true).join();

    assertThat(listener.next()).isEqualTo(message);
    assertThat(listener.next()).isEqualTo("plain");
    assertThat(json(listener.next())).isEqualTo(json("{\"type\":\"pong\",\"timestamp\":17}"));
  }

  @Test
  void broadcastReachesEverySession() throws Exception {
    Listener first = new Listener();
    Listener second = new Listener();
    WebSocket sender = open("/ws", first);
    // The handshake may reach a client before its session is among those that listen: an answer
    // says that it is.
    open("/ws", second).sendText("{\"type\":\"ping\",\"timestamp\":1}", true).join();
    assertThat(second.next()).contains("pong");

    sender.sendText("{\"type\":\"broadcast\",\"n\":1}", true).join();

    assertThat(first.next()).isEqualTo(second.next()).contains("\"n\":1");
  }

  @Test
  void slowConversationTakesItsTimeAndLosesNothing() throws Exception {
    Listener listener = new Listener();
    WebSocket socket = open("/ws/slow", listener);

    for (int i = 0; i < 3; i++) {
      socket.sendText("m" + i, true).join();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(listener.next()).isEqualTo("m" + i);
    }
  }

  @Test
  void chatAnswersInOrderWithItsBackpressure() throws Exception {
    Listener listener = new Listener();
    WebSocket socket = open("/ws/chat", listener);

    for (int i = 0; i < 20; i++) {
      socket
          .sendText(
              "{\"type\":\"message\",\"content\":\"c" + i + "\",\"timestamp\":" + i + "}", true)
          .join();
    }

    for (int i = 0; i < 20; i++) {
      JsonNode answer = json(listener.next());
      assertThat(answer.path("type").asText()).isEqualTo("final");
      assertThat(answer.path("timestamp").asInt()).isEqualTo(i);
      assertThat(answer.path("content").asText()).endsWith("c" + i);
      assertThat(answer.at("/backpressure/drops").asInt()).isZero();
      assertThat(answer.at("/backpressure/queue_size").asInt()).isLessThan(1_000);
    }
  }

  @Test
  void taskUpdatesArriveUntilTheTaskIsDoneAndTheConnectionEnds() throws Exception {
    String id = json(client.post("/api/v1/tasks", "{}")).path("id").asText();
    Listener listener = new Listener();

    open("/ws/tasks/" + id, listener);

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> listener.closeCode == WebSocket.NORMAL_CLOSURE);
    String last = "";
    int progress = -1;
    for (String update; (update = listener.messages.poll()) != null; last = update) {
      assertThat(json(update).path("progress").asInt()).isGreaterThanOrEqualTo(progress);
      progress = json(update).path("progress").asInt();
    }
    assertThat(json(last).path("status").asText()).isEqualTo("done");
    assertThatThrownBy(() -> open("/ws/tasks/none", new Listener()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void connectionsBeyondTheLimitAreRejectedAndCounted() {
    WebSocket one = open("/ws", new Listener());
    open("/ws/chat", new Listener());
    open("/ws", new Listener());

    assertThatThrownBy(() -> open("/ws", new Listener()))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(503));

    assertThat(metrics())
        .contains("websocket_connections_active 3\n")
        .contains("websocket_connections_rejected_total 1\n");
    one.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> metrics().contains("websocket_connections_active 2\n"));
    open("/ws", new Listener());
  }

  @Test
  void silentClientIsPingedAndAnAbortedOneForgotten() {
    target.close();
    start(Duration.ofMillis(500)); // a client that is silent for two of them is closed

    // Answered by the client, so it stays connected; where all stood still for half a second, it
    // was silent for too long.
    Optional<WebSocket> stayed = Optional.empty();
    for (int attempt = 0; attempt < 20 && stayed.isEmpty(); attempt++) {
      stayed = pingedThreeTimes();
    }
    assertThat(stayed).isPresent();
    stayed.get().abort();

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> metrics().contains("websocket_connections_active 0\n"));
  }

  @Test
  void slowReaderLosesMessagesButNotItsConnection() throws Exception {
    Listener slow = new Listener();
    slow.reading = false;
    WebSocket slowSocket = open("/ws", slow);
    WebSocket sender = open("/ws", new Listener());
    String big = "{\"type\":\"broadcast\",\"pad\":\"" + "x".repeat(60_000) + "\"}";

    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              sender.sendText(big, true).join();
              return !metrics().contains("websocket_backpressure_drops_total 0\n");
            });

    assertThat(metrics()).doesNotContain("websocket_messages_queued 0\n");
    slow.reading = true;
    slowSocket.request(1_000_000);
    assertThat(slow.next()).contains("broadcast");
  }

  /** A connection that had three pings, or nothing when it ended before. */
  private Optional<WebSocket> pingedThreeTimes() {
    Listener listener = new Listener();
    WebSocket socket = open("/ws", listener);
    await().atMost(Duration.ofMinutes(1)).until(() -> listener.pings >= 3 || listener.ended());
    return listener.ended() ? Optional.empty() : Optional.of(socket);
  }

  private String metrics() {
    return client.get("/metrics").body();
  }

  private WebSocket open(String path, Listener listener) {
    return client.http().newWebSocketBuilder().buildAsync(client.socket(path), listener).join();
  }

  /** Keeps what comes; a reader that does not read leaves it to the socket's buffers. */
  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean reading = true;
    private volatile int closeCode;
    private volatile int pings;
    private volatile boolean broken;

    @Override
    public void onOpen(WebSocket socket) {
      if (reading) {
        socket.request(1_000_000);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      return null;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the socket's own thread writes
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      pings++;
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closeCode = code;
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      broken = true;
    }

    private boolean ended() {
      return broken || closeCode != 0;
    }

    private String next() throws InterruptedException {
      String message = messages.poll(60, TimeUnit.SECONDS);
      assertThat(message).as("a message within 60 s").isNotNull();
      return message;
    }
  }
}
