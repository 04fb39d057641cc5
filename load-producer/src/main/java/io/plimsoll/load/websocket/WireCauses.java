package io.plimsoll.load.websocket;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.plimsoll.load.http.Causes;

/** Says in few words, without addresses or content, what broke a WebSocket. */
final class WireCauses {
  private WireCauses() {}

  static String answer(Throwable cause) {
    return Causes.malformed(cause.getClass().getSimpleName());
  }

  static String handshake(WebSocketHandshakeException wrong) {
    return String.valueOf(wrong.getMessage()).contains("subprotocol")
        ? "the target took none of the subprotocols"
        : "malformed answer to the upgrade";
  }

  static String broken(Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      WebSocketCloseStatus status = corrupted.closeStatus();
      if (status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)) {
        return "malformed frame: text is not UTF-8";
      }
      return status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
          ? "message too long"
          : "malformed frame";
    }
    if (cause instanceof TooLongFrameException) {
      return "message too long";
    }
    return cause instanceof CodecException ? "malformed frame" : Causes.connection(cause);
  }
}
