package io.plimsoll.load.websocket;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.plimsoll.load.engine.Session;
import io.plimsoll.load.engine.SocketAction;
import io.plimsoll.load.http.RequestTarget;
import io.plimsoll.load.scenario.ConnectStep;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.load.scenario.Template;
import java.net.URI;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Opens a WebSocket.
 *
 * @param call the upgrade
 * @param closing a close that is the target's
 * @param operation index of the establishment's operation
 * @param closed index of the operation of closes that are the target's
 */
record ConnectAction(
    ConnectStep step,
    Target target,
    MessageCall call,
    MessageCall closing,
    int operation,
    int closed,
    Optional<PulseAction> pulse,
    Optional<EarAction> ear)
    implements SocketAction {

  static ConnectAction of(ConnectStep step, Target target, ToIntFunction<String> operations) {
    return new ConnectAction(
        step,
        target,
        MessageCall.upgrade(step.timeout()),
        MessageCall.of(step.timeout()),
        operations.applyAsInt(step.operation()),
        operations.applyAsInt(step.closed()),
        step.heartbeat().map(each -> PulseAction.of(each, operations)),
        step.receive().map(each -> EarAction.of(each, operations)));
  }

  /** The first value it needs and the user does not have. */
  Optional<String> missing(Session session) {
    return Stream.concat(Stream.of(step.path()), step.headers().values().stream())
        .map((Template each) -> each.missing(session))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Path and query as this user asks for them; empty when its link leads to another server. */
  Optional<String> path(Session session) {
    return RequestTarget.of(step.path(), session, target);
  }

  /**
   * The upgrade as this user asks for it.
   *
   * @param path that {@link #path} gave
   */
  WebSocketClientHandshaker handshaker(String path, Session session) {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.set(HttpHeaderNames.USER_AGENT, "plimsoll");
    step.headers().forEach((name, value) -> headers.set(name, value.render(session)));
    String own = headers.get(HttpHeaderNames.COOKIE, "");
    String cookie = session.cookies().header(own, bare(path));
    if (!cookie.isEmpty()) {
      headers.set(HttpHeaderNames.COOKIE, cookie);
    }
    URI uri = URI.create((target.secure() ? "wss://" : "ws://") + target.authority() + path);
    String protocols = step.subprotocols().isEmpty() ? null : String.join(",", step.subprotocols());
    return new WebSocketClientHandshaker13(
        uri, WebSocketVersion.V13, protocols, false, headers, step.maxMessageBytes(), true, false);
  }

  static String bare(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
