package io.plimsoll.load.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.plimsoll.load.scenario.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** An answer that was kept to be looked into. Decoded when it is asked for. For one thread. */
final class HttpAnswer implements Answer {
  /** Longer bodies, packed or unpacked, are not looked into. */
  static final int MOST_BYTES = 16 << 20;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;
  private byte[] plain;
  private String text;
  private JsonNode json;

  HttpAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public String text() {
    if (text == null) {
      Charset charset =
          HttpUtil.getCharset(headers.get(HttpHeaderNames.CONTENT_TYPE), StandardCharsets.UTF_8);
      text = new String(plain(), charset);
    }
    return text;
  }

  @Override
  public JsonNode json() {
    if (json == null) {
      try {
        json = JSON.readTree(plain());
      } catch (IOException notJson) {
        json = MissingNode.getInstance();
      }
    }
    return json;
  }

  /** Unpacked; empty when it cannot be, so that no check on it holds. */
  private byte[] plain() {
    if (plain == null) {
      String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "").toLowerCase(Locale.ROOT);
      try {
        plain = coding.isEmpty() || coding.equals("identity") ? body : unpacked(coding);
      } catch (IOException damaged) {
        plain = new byte[0];
      }
    }
    return plain;
  }

  private byte[] unpacked(String coding) throws IOException {
    ByteArrayInputStream packed = new ByteArrayInputStream(body);
    try (InputStream in =
        switch (coding) {
          case "gzip", "x-gzip" -> new GZIPInputStream(packed);
          case "deflate" -> inflated(packed);
          default -> throw new IOException("unknown content coding " + coding);
        }) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  private InputStream inflated(InputStream packed) {
    Inflater inflater = new Inflater(!inZlibFormat());
    return new InflaterInputStream(packed, inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end(); // one that was handed in is not the stream's to free
      }
    };
  }

  /** As RFC 9110, 8.4.1.2, wants it; some servers leave the two bytes of that format out. */
  private boolean inZlibFormat() {
    int head = body.length < 2 ? 0 : (body[0] & 0xff) << 8 | (body[1] & 0xff);
    return (head & 0x0f00) == 0x0800 && head % 31 == 0;
  }
}
