package io.plimsoll.load.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.scenario.Answer;
import io.plimsoll.load.scenario.Reply;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A message that came. Copied and decoded when it is asked for. For one thread. */
final class MessageAnswer implements Answer {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final long bytes;
  private ByteBuf content; // null once it is copied
  private byte[] copy;
  private String text;
  private JsonNode json;

  /**
   * @param content the caller's; not used after {@link #detach}
   * @param bytes with the heads of its frames
   */
  MessageAnswer(ByteBuf content, long bytes) {
    this.content = content;
    this.bytes = bytes;
  }

  /** Makes it last longer than the buffer it came in. */
  MessageAnswer detach() {
    copy();
    return this;
  }

  /** Completes an exchange that it answers, or of which nobody can tell whether it does. */
  void answer(Exchange exchange, Reply.Fit fit, long now) {
    exchange.received(bytes, now);
    if (fit.undecided() == null) {
      exchange.answered(this, now);
    } else {
      exchange.failed(OutcomeKind.CHECK_FAILED, "await: " + fit.undecided(), 0, now);
    }
  }

  long bytes() {
    return bytes;
  }

  /** Length without the heads of frames. */
  int length() {
    return copy().length;
  }

  private byte[] copy() {
    if (copy == null) {
      copy = ByteBufUtil.getBytes(content);
      content = null;
    }
    return copy;
  }

  /** A message has none; 0. */
  @Override
  public int status() {
    return 0;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }

  @Override
  public String text() {
    if (text == null) {
      text = new String(copy(), StandardCharsets.UTF_8);
    }
    return text;
  }

  @Override
  public JsonNode json() {
    if (json == null) {
      try {
        json = JSON.readTree(copy());
      } catch (IOException notJson) {
        json = MissingNode.getInstance();
      }
    }
    return json;
  }
}
