package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Whatever a server sends, and however the network cuts it, is read to the same end: complete,
 * malformed with a reason, or wanting more. The seed is in the failure message.
 */
final class AnswerParserFuzzTest {
  private static final int VALID = 2_000;
  private static final int DAMAGED = 60_000;

  @Test
  void readsAValidAnswerTheSameWhereverItIsCut() {
    for (int seed = 0; seed < VALID; seed++) {
      byte[] answer = new Answers(seed).valid().getBytes(ISO_8859_1);
      Reading whole = Reading.of(answer);

      assertThat(whole.complete()).as("seed %d", seed).isTrue();
      assertThat(Reading.of(answer, Reading.everywhere(answer.length)))
          .as("seed %d, every byte alone", seed)
          .isEqualTo(whole);
    }
  }

  @Test
  void readsAnAnswerTheSameCutOnceAtEachByte() {
    for (int seed = 0; seed < 100; seed++) {
      byte[] answer = new Answers(seed).valid().getBytes(ISO_8859_1);
      Reading whole = Reading.of(answer);
      for (int cut = 0; cut <= answer.length; cut++) {
        assertThat(Reading.of(answer, cut)).as("seed %d, cut %d", seed, cut).isEqualTo(whole);
      }
    }
  }

  @Test
  void wantsMoreOfEveryAnswerThatIsCutShort() {
    for (int seed = 0; seed < 100; seed++) {
      byte[] answer = new Answers(seed).valid().getBytes(ISO_8859_1);
      for (int length = 0; length < answer.length; length++) {
        byte[] torn = java.util.Arrays.copyOf(answer, length);
        assertThat(Reading.of(torn).progress())
            .as("seed %d, length %d", seed, length)
            .isEqualTo(AnswerParser.Progress.MORE);
      }
    }
  }

  @Test
  void survivesDamageAndReadsItTheSameHoweverItIsCut() {
    AnswerParser used = new AnswerParser();
    for (int seed = 0; seed < DAMAGED; seed++) {
      Answers answers = new Answers(1_000_000L + seed);
      byte[] answer = answers.damaged();
      Reading whole = Reading.of(answer);
      Reading cut = Reading.of(used, false, answer, answers.cuts(answer.length));

      // A problem may be seen earlier in a shorter piece; what it is may not differ.
      assertThat(cut).as("seed %d", seed).isEqualTo(whole);
      assertThat(whole.problem() != null).as("seed %d", seed).isEqualTo(whole.malformed());
    }
  }

  @Test
  void survivesBytesWithoutAnySense() {
    for (int seed = 0; seed < 5_000; seed++) {
      byte[] noise = new byte[seed % 300];
      new java.util.SplittableRandom(seed).nextBytes(noise);
      byte[] head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1);
      byte[] answer = java.util.Arrays.copyOf(head, head.length + noise.length);
      System.arraycopy(noise, 0, answer, head.length, noise.length);

      assertThat(Reading.of(answer, head.length)).as("seed %d", seed).isEqualTo(Reading.of(answer));
      assertThat(Reading.of(noise))
          .as("seed %d", seed)
          .isEqualTo(Reading.of(noise, noise.length / 2));
    }
  }
}
