package io.plimsoll.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies as they are looked into. */
final class HttpAnswerTest {
  private static final String BODY = "{\"said\": \"hello, hello, hello\"}";

  private interface Packing {
    OutputStream over(OutputStream out) throws IOException;
  }

  @Test
  void unpacksWhatTargetsPack() throws IOException {
    assertThat(text("", out -> out)).isEqualTo(BODY);
    assertThat(text("identity", out -> out)).isEqualTo(BODY);
    assertThat(text("gzip", GZIPOutputStream::new)).isEqualTo(BODY);
    assertThat(text("GZIP", GZIPOutputStream::new)).isEqualTo(BODY);
    assertThat(text("deflate", DeflaterOutputStream::new)).isEqualTo(BODY);
    assertThat(text("deflate", out -> new DeflaterOutputStream(out, new Deflater(9, true))))
        .as("without the format around it, as some servers send it")
        .isEqualTo(BODY);
  }

  private static String text(String coding, Packing packing) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packing.over(packed)) {
      out.write(BODY.getBytes(StandardCharsets.UTF_8));
    }
    return new HttpAnswer(
            200, new DefaultHttpHeaders().set("Content-Encoding", coding), packed.toByteArray())
        .text();
  }
}
