package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.scenario.Body;
import io.plimsoll.load.scenario.Expect;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.load.scenario.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of a request that is made for one user, with that user's cookies. */
final class PreparedCallTest {
  private final RequestEncoder encoder =
      new RequestEncoder(Target.of("http://shop.example.com").orElseThrow());

  @Test
  void putsTheUsersCookiesBehindItsOwn() {
    String written = written(call(Map.of("cookie", "a=1", "X-Z", "z")).toWrite("b=2"));

    assertThat(written).contains("X-Z: z\r\n").endsWith("\r\nCookie: a=1; b=2\r\n\r\nhello");
  }

  @Test
  void hasOneCookieHeaderWhereOnlyOneSideHasCookies() {
    assertThat(written(call(Map.of()).toWrite("b=2"))).endsWith("\r\nCookie: b=2\r\n\r\nhello");
    assertThat(written(call(Map.of("Cookie", " ")).toWrite("b=2")))
        .endsWith("\r\nCookie: b=2\r\n\r\nhello");
    assertThat(written(call(Map.of("Cookie", "a=1")).toWrite()))
        .endsWith("\r\nCookie: a=1\r\n\r\nhello");
  }

  @Test
  void canBeWrittenAgain() {
    PreparedCall call = call(Map.of());

    String first = written(call.toWrite("b=2"));

    assertThat(written(call.toWrite("b=2"))).isEqualTo(first);
    assertThat(written(call.toWrite())).isEqualTo(first.replace("Cookie: b=2\r\n", ""));
    assertThat(written(call.toWrite())).isEqualTo(first.replace("Cookie: b=2\r\n", ""));
  }

  private PreparedCall call(Map<String, String> headers) {
    HttpStep step =
        new HttpStep(
            "post",
            HttpStep.Method.POST,
            Template.of("/"),
            Map.of(),
            Body.NONE,
            Expect.ANY_SUCCESS,
            List.of(),
            Duration.ofSeconds(1),
            true);
    return encoder.encode(
        step, new Inspection(List.of(), List.of(), false), "/", headers, Payload.of("hello"));
  }

  /** Reads it and releases it, as a channel does. */
  private static String written(ByteBuf buffer) {
    String text = buffer.toString(ISO_8859_1);
    buffer.release();
    return text;
  }
}
