package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions over a user's values. */
final class ConditionTest {
  private static final Map<String, Object> VALUES = Map.of("mail", "ann@lab.test", "n", 10);

  @Test
  void findsAPatternAnywhereInTheText() {
    assertThat(holds("${mail} =~ @lab")).isTrue();
    assertThat(holds("${mail} =~ ^ann@.*[.]test$")).isTrue();
    assertThat(holds("${mail} =~ \"^(bob|eve)@\"")).isFalse();
    assertThat(holds("${n} =~ ^1[0-9]$")).isTrue();
    assertThat(holds("${nobody} =~ .*")).isFalse();
  }

  @Test
  void takesNoPatternThatIsNone() {
    assertThat(Condition.of("${mail} =~ (ann", false)).isEmpty();
    assertThat(Condition.of("${mail} =~ ${pattern}", false)).isEmpty();
  }

  @Test
  void comparesNumbersAsNumbersAndJoins() {
    assertThat(holds("${n} > 9")).isTrue(); // as texts "10" comes before "9"
    assertThat(holds("${n} == 10.0 and ${mail} =~ bob")).isFalse();
    assertThat(holds("${n} < 9 or ${mail} =~ ann")).isTrue();
  }

  private static boolean holds(String condition) {
    return Condition.of(condition, false).orElseThrow().holds(VALUES::get, null);
  }
}
