package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import org.junit.jupiter.api.Test;

/** Reads valid answers as Netty's own codec does. */
final class AnswerParserAgainstNettyTest {
  @Test
  void agreesWithNettyOnValidAnswers() {
    for (int seed = 0; seed < 3_000; seed++) {
      Answers answers = new Answers(seed);
      String answer = answers.valid();
      Reading ours = Reading.of(answer, answers.cuts(answer.length()));
      Theirs theirs = Theirs.of(answer);

      assertThat(ours.complete()).as("seed %d", seed).isTrue();
      assertThat(ours.unread()).as("seed %d", seed).isZero();
      assertThat(ours.status()).as("seed %d", seed).isEqualTo(theirs.status);
      assertThat(ours.body()).as("seed %d", seed).isEqualTo(theirs.body);
      assertThat(ours.keepsConnection()).as("seed %d", seed).isEqualTo(theirs.keepAlive);
    }
  }

  private record Theirs(int status, String body, boolean keepAlive) {
    static Theirs of(String answer) {
      EmbeddedChannel channel =
          new EmbeddedChannel(
              new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false)),
              new HttpObjectAggregator(1 << 20));
      channel.writeInbound(Unpooled.copiedBuffer(answer, ISO_8859_1));
      FullHttpResponse last = null;
      for (FullHttpResponse each = channel.readInbound();
          each != null;
          each = channel.readInbound()) {
        if (last != null) {
          last.release();
        }
        last = each;
      }
      assertThat(last).as(answer).isNotNull();
      try {
        return new Theirs(
            last.status().code(), last.content().toString(ISO_8859_1), HttpUtil.isKeepAlive(last));
      } finally {
        last.release();
        channel.finishAndReleaseAll();
      }
    }
  }
}
