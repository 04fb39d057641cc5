package io.plimsoll.lab.websocket;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.plimsoll.lab.api.Backend;
import io.plimsoll.lab.http.HttpPipeline;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.task.WorkerPool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** The WebSocket routes: handshake, limit, and the wiring of a session. Thread-safe. */
public final class Sockets {
  private static final String TASKS = "/ws/tasks/";
  private static final WebsocketServerSpec SPEC =
      WebsocketServerSpec.builder().maxFramePayloadLength(1 << 20).build();

  private final SocketConfig config;
  private final SocketMetrics metrics;
  private final WorkerPool workers;
  private final Conversation echo = new EchoConversation();
  private final Conversation slow = new SlowConversation();
  private final Conversation chat;
  private final Conversation tasks;

  public Sockets(SocketConfig config, Backend backend, WorkerPool workers) {
    this.config = config;
    this.metrics = new SocketMetrics(config.maxConnections());
    this.workers = workers;
    this.chat = new ChatConversation(backend);
    this.tasks = new TaskConversation(workers);
  }

  /** The figures for the scrape. */
  public SocketMetrics metrics() {
    return metrics;
  }

  /** Whether {@code path} belongs to a WebSocket route. */
  public boolean serves(String path) {
    return path.startsWith("/ws") && route(path).isPresent();
  }

  /** Opens a connection, or tells by a status why not: 404, 426 or 503. */
  public Publisher<Void> serve(
      String path, HttpServerRequest request, HttpServerResponse response) {
    Route route = route(path).orElseThrow();
    if (!request.requestHeaders().containsValue("Upgrade", "websocket", true)) {
      response.header("Upgrade", "websocket");
      Reply reply =
          Reply.problem(426, "upgrade_required", path + " is a WebSocket: send an Upgrade");
      return HttpPipeline.send(reply, response);
    }
    if (route.conversation == tasks && workers.find(route.pathValues.get(0)).isEmpty()) {
      return HttpPipeline.send(
          HttpProblem.notFound("task", route.pathValues.get(0)).reply(), response);
    }
    if (!metrics.tryOpen()) {
      String message = "all " + config.maxConnections() + " connections are in use";
      return HttpPipeline.send(Reply.problem(503, "too_many_connections", message), response);
    }
    Runnable leave = once(metrics::closed);
    return Mono.from(response.sendWebsocket((in, out) -> converse(route, leave, in, out), SPEC))
        .doOnError(refused -> leave.run())
        .doOnCancel(leave);
  }

  private Optional<Route> route(String path) {
    return switch (path) {
      case "/ws" -> Optional.of(new Route(echo, List.of()));
      case "/ws/slow" -> Optional.of(new Route(slow, List.of()));
      case "/ws/chat" -> Optional.of(new Route(chat, List.of()));
      default -> taskRoute(path);
    };
  }

  private Optional<Route> taskRoute(String path) {
    boolean matches = path.startsWith(TASKS) && path.length() > TASKS.length();
    return matches
        ? Optional.of(new Route(tasks, List.of(path.substring(TASKS.length()))))
        : Optional.empty();
  }

  private Publisher<Void> converse(
      Route route, Runnable leave, WebsocketInbound in, WebsocketOutbound out) {
    Session session = new Session(route.pathValues, loopOf(in), config.queueCapacity(), metrics);
    Runnable closed = route.conversation.opened(session);
    Runnable ended =
        once(
            () -> {
              closed.run();
              session.ended();
              leave.run();
            });
    in.withConnection(
        connection -> {
          connection.onDispose(ended::run);
          connection
              .channel()
              .pipeline()
              .addBefore(
                  NettyPipeline.ReactiveBridge,
                  "lab-heartbeat",
                  new Heartbeat(config.heartbeat(), metrics));
        });
    Mono<Void> incoming =
        in.aggregateFrames()
            .receiveFrames()
            .filter(Sockets::isMessage)
            .map(this::receive)
            .concatMap(message -> route.conversation.received(session, message))
            .then()
            .doFinally(end -> session.complete());
    Mono<Void> outgoing =
        out.sendObject(session.outgoing().map(Message::frame), frame -> true)
            .then()
            .then(Mono.defer(() -> out.sendClose(1_000, "").then()));
    return Mono.when(outgoing, incoming).doFinally(end -> ended.run());
  }

  /** Pongs come this way too. */
  private static boolean isMessage(WebSocketFrame frame) {
    return frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
  }

  private static Runnable once(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }

  private Message receive(WebSocketFrame frame) {
    metrics.received();
    return Message.of(frame);
  }

  private static EventLoop loopOf(WebsocketInbound in) {
    AtomicReference<EventLoop> found = new AtomicReference<>();
    in.withConnection(connection -> found.set(connection.channel().eventLoop()));
    return found.get();
  }

  private record Route(Conversation conversation, List<String> pathValues) {
    private Route {
      pathValues = List.copyOf(pathValues);
    }
  }
}
