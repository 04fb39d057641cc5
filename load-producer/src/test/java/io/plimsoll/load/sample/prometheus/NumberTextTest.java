package io.plimsoll.load.sample.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "-35",
        "3.14",
        "0.1",
        "-0.001",
        "5.",
        ".5",
        "123456789012345",
        "1234567890123456789",
        "0.000000000000000000000001",
        "1e-05",
        "-3.5e1",
        "4.9E-324"
      })
  void readsWhatJavaReads(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void roundsAsJavaDoes() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4);
      String text = String.format(Locale.ROOT, "%." + random.nextInt(9) + "f", value);

      assertThat(parse(text)).as("seed 6: " + text).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void knowsTheWordsOfPrometheus() {
    assertThat(parse("+Inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(parse("NaN")).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "-.", "1.2.3", "abc", "12a"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
  }

  private static double parse(String text) {
    byte[] bytes = ("x " + text + " 7").getBytes(StandardCharsets.US_ASCII);
    return NumberText.parse(bytes, 2, 2 + text.length());
  }
}
