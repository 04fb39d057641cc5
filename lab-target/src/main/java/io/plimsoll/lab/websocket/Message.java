package io.plimsoll.lab.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** A text or binary message, on the heap: one that is dropped needs no release. Immutable. */
final class Message {
  private final boolean text;
  private final byte[] content;

  private Message(boolean text, byte[] content) {
    this.text = text;
    this.content = content;
  }

  static Message of(WebSocketFrame frame) {
    return new Message(frame instanceof TextWebSocketFrame, ByteBufUtil.getBytes(frame.content()));
  }

  static Message json(byte[] json) {
    return new Message(true, json);
  }

  boolean isJsonObject() {
    return text && content.length > 0 && content[0] == '{';
  }

  byte[] content() {
    return content;
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  WebSocketFrame frame() {
    var bytes = Unpooled.wrappedBuffer(content);
    return text ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes);
  }
}
