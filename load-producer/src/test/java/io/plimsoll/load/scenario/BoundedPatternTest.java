package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Patterns on texts that suit them, and on those that do not. */
final class BoundedPatternTest {
  @Test
  void findsWhatTheExpressionFinds() {
    assertThat(pattern("d.ne").foundIn("all done")).isTrue();
    assertThat(pattern("^d.ne").foundIn("all done")).isFalse();
    assertThat(pattern("").foundIn("")).isTrue();
    assertThat(pattern("(?i)DONE\\b").foundIn("all done.")).isTrue();
    assertThat(pattern("(a)(b)?\\1").foundIn("xaay")).isTrue();
    assertThat(BoundedPattern.of("(")).isEmpty();
  }

  @Test
  void takesTheFirstGroupOrTheWholeMatchOrNothing() {
    assertThat(pattern("\"id\":\"(.*?)\"").firstIn("{\"id\":\"t1\",\"id\":\"t2\"}"))
        .isEqualTo("t1");
    assertThat(pattern("t[0-9]+").firstIn("a t12 t3")).isEqualTo("t12");
    assertThat(pattern("id=()").firstIn("id=")).isEmpty();
    assertThat(pattern("id=(x)?").firstIn("id=")).isNull();
    assertThat(pattern("t([0-9]+)").firstIn("none")).isNull();
  }

  @Test
  void looksThroughALongTextThatSuitsIt() {
    String text = "{\"id\":12345,\"name\":\"ann\"},".repeat(400_000); // 10 MB

    assertThat(pattern("\"done\":\"(.*?)\"").foundIn(text)).isFalse();
    assertThat(pattern("done|ready|failed").foundIn(text + "ready")).isTrue();
  }

  @Test
  void givesUpWhenTheWorkGrowsWithoutBounds() {
    assertThatThrownBy(() -> pattern("(x+x+)+y").foundIn("x".repeat(5_000)))
        .isInstanceOf(UndecidedException.class)
        .hasMessageContaining("takes too long");
    assertThatThrownBy(() -> pattern("(a+)+$").firstIn("a".repeat(64_000) + "b"))
        .isInstanceOf(UndecidedException.class)
        .hasMessageContaining("leave out repeats within repeats");
  }

  @Test
  void givesUpWhenTheStackIsFull() {
    assertThatThrownBy(() -> pattern("(.|\\n)*done").foundIn("line\n".repeat(100_000)))
        .isInstanceOf(UndecidedException.class)
        .hasMessageContaining("goes too deep")
        .hasMessageContaining("[\\s\\S]*");
  }

  @Test
  void readsNoIsoTimeOutOfALongText() {
    assertThat(TimestampUnit.ISO.micros("T".repeat(1_000_000))).isEmpty();
    assertThat(TimestampUnit.ISO.micros("1970-01-01T00:00:00.000001Z")).hasValue(1);
  }

  private static BoundedPattern pattern(String regex) {
    return BoundedPattern.of(regex).orElseThrow();
  }
}
