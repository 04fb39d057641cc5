package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A head that was read before is recalled: that must never show. */
final class AnswerRecallTest {
  private static final AnswerHead.Keep[] KEEPS = AnswerHead.Keep.values();

  @Test
  void readsAnAnswerThatComesAgainLikeAParserThatHasSeenNone() {
    for (int seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AnswerParser used = new AnswerParser();
      byte[] answer = new Answers(seed).valid().getBytes(ISO_8859_1);
      for (int turn = 0; turn < 4; turn++) {
        byte[] next = turn < 3 ? answer : changed(answer, random);
        boolean toHead = random.nextInt(8) == 0;
        boolean usual = random.nextInt(8) > 0;
        AnswerHead.Keep keep = usual ? KEEPS[seed % 3] : KEEPS[random.nextInt(3)];
        int[] cuts =
            random.nextBoolean() ? new int[0] : new int[] {random.nextInt(next.length + 1)};

        Reading fresh = Reading.of(new AnswerParser(), toHead, keep, next);

        assertThat(Reading.of(used, toHead, keep, next, cuts))
            .as("seed %d, turn %d", seed, turn)
            .isEqualTo(fresh);
        if (fresh.malformed()) {
          break; // nothing further may be read
        }
      }
    }
  }

  @Test
  void seesADifferenceInTheLastByteOfTheHead() {
    AnswerParser parser = new AnswerParser();
    String five = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more";
    String four = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhell and more";

    for (String each : new String[] {five, five, four, four, five}) {
      Reading read = Reading.of(parser, false, AnswerHead.Keep.NOTHING, each.getBytes(ISO_8859_1));

      assertThat(read.body()).isEqualTo(each.equals(five) ? "hello" : "hell");
      assertThat(read.unread()).isEqualTo(" and more".length());
    }
  }

  @ParameterizedTest
  @EnumSource(AnswerHead.Keep.class)
  void keepsACookieOfAHeadThatWasReadBefore(AnswerHead.Keep before) {
    AnswerParser parser = new AnswerParser();
    byte[] answer =
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1);
    Reading.of(parser, false, before, answer);
    Reading.of(parser, false, before, answer);

    for (int turn = 0; turn < 3; turn++) {
      Reading read = Reading.of(parser, false, AnswerHead.Keep.COOKIES, answer);

      assertThat(read.headers()).isEqualTo("[Set-Cookie=a=1]");
    }
  }

  private static byte[] changed(byte[] answer, SplittableRandom random) {
    byte[] changed = answer.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
    return changed;
  }
}
