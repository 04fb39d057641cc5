package io.plimsoll.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and queries as they go over the wire. */
final class RequestTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a/b;c=1,2",
        "/-._~!$&'()*+,;=:@",
        "/%7e%2F",
        "/a?b=c&d[0]=e/f?g",
        "//x",
        "",
        "next"
      })
  void leavesWhatIsAllowed(String written) {
    assertThat(RequestTarget.encoded(written)).isSameAs(written);
  }

  @Test
  void encodesTheRest() {
    assertThat(RequestTarget.encoded("/ws?filter=a|b&{c}\"^\\`")) // what people write by hand
        .isEqualTo("/ws?filter=a%7Cb&%7Bc%7D%22%5E%5C%60");
    assertThat(RequestTarget.encoded("/ws/100%")).isEqualTo("/ws/100%25");
    assertThat(RequestTarget.encoded("/a#b\u0000\u007f")).isEqualTo("/a%23b%00%7F");
    assertThat(RequestTarget.encoded("/\u00e9\ud83d\ude00?\u00e9"))
        .isEqualTo("/%C3%A9%F0%9F%98%80?%C3%A9");
  }

  @Test
  void alwaysMakesAUriAndIsDoneThen() {
    for (int seed = 0; seed < 5_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder written = new StringBuilder("/");
      for (int i = random.nextInt(12); i > 0; i--) {
        int most = random.nextInt(10) == 0 ? Character.MAX_VALUE : 0x80;
        written.append((char) random.nextInt(most + 1));
      }

      String encoded = RequestTarget.encoded(written.toString());

      assertThat(URI.create("ws://h:1" + encoded).getHost()).as("seed %d", seed).isEqualTo("h");
      assertThat(RequestTarget.encoded(encoded)).as("seed %d", seed).isSameAs(encoded);
    }
  }
}
