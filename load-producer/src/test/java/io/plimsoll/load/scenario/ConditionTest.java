package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions over a user's values and an answer. */
final class ConditionTest {
  private static final Map<String, Object> VALUES =
      Map.of("mail", "ann@lab.test", "n", 10, "path", "/v1/tasks", "words", "now or never");
  private static final Answer ANSWER =
      FakeAnswer.of("{\"status\":\"done\",\"error\":null,\"word\":\"null\"}");

  @Test
  void findsAPatternAnywhereInTheText() {
    assertThat(holds("${mail} =~ @lab")).isTrue();
    assertThat(holds("${mail} =~ ^ann@.*[.]test$")).isTrue();
    assertThat(holds("${mail} =~ \"^(bob|eve)@\"")).isFalse();
    assertThat(holds("${n} =~ ^1[0-9]$")).isTrue();
    assertThat(holds("${nobody} =~ .*")).isFalse();
  }

  @Test
  void takesPatternsBetweenSlashesAsInExpectations() {
    assertThat(holds("${mail} =~ /@lab/")).isTrue();
    assertThat(holds("${mail} =~ /^bob/")).isFalse();
    assertThat(holds("${n} =~ /^9$/ or ${mail} =~ /x and y|ann/")).isTrue();
    assertThat(holds("${mail} =~ /bob or eve/ or ${n} =~ /\"/")).isFalse();
    assertThat(holds("${path} =~ /v1/tasks/ and ${n} == 10")).isTrue();
  }

  @Test
  void takesSlashesThatDoNotEncloseThePatternAsTheyAre() {
    assertThat(holds("${path} =~ /v1")).isTrue();
    assertThat(holds("${path} =~ \"/tasks/\"")).isFalse(); // in quotes the slashes count
    assertThat(holds("${path} =~ '/v1/'")).isTrue();
  }

  @Test
  void takesNoPatternThatIsNone() {
    assertThat(mistakes("${mail} =~ (ann"))
        .containsExactly("expected a regular expression after =~, like /done|failed/, found (ann");
    assertThat(mistakes("${mail} =~ /(ann/")).hasSize(1);
    assertThat(mistakes("${mail} =~ ${pattern}")).hasSize(1);
    assertThat(mistakes("$.status =~ $.pattern")).hasSize(1);
  }

  @Test
  void takesNullForNoValueWhetherAbsentOrNull() {
    assertThat(answered("$.result == null")).isTrue();
    assertThat(answered("$.result != null")).isFalse();
    assertThat(answered("$.error == null")).isTrue();
    assertThat(answered("$.error != null")).isFalse();
    assertThat(answered("$.status == null")).isFalse();
    assertThat(answered("$.status != null and $.error == null")).isTrue();
    assertThat(holds("${nobody} == null")).isTrue();
    assertThat(holds("${nobody} != null")).isFalse();
    assertThat(holds("${n} == null or ${mail} != null")).isTrue();
  }

  @Test
  void takesQuotedNullForTheText() {
    assertThat(answered("$.word == \"null\"")).isTrue();
    assertThat(answered("$.word == null")).isFalse();
    assertThat(answered("$.result == 'null'")).isFalse();
    assertThat(answered("$.result != 'null'")).isTrue();
  }

  @Test
  void comparesNullForPresenceOnly() {
    assertThat(mistakes("$.n < null"))
        .containsExactly(
            "null means no value and goes with == and != only, found < null;"
                + " quote it for the text");
    assertThat(mistakes("$.n =~ null")).hasSize(1);
    assertThat(mistakes("null == $.n")).hasSize(1);
  }

  @Test
  void keepsQuotedTextsWhole() {
    assertThat(holds("${n} == \"9 or 10\" or ${mail} == 'ann and bob'")).isFalse();
    assertThat(holds("${words} == 'now or never'")).isTrue();
  }

  @Test
  void comparesNumbersAsNumbersAndJoins() {
    assertThat(holds("${n} > 9")).isTrue(); // as texts "10" comes before "9"
    assertThat(holds("${n} == 10.0 and ${mail} =~ bob")).isFalse();
    assertThat(holds("${n} < 9 or ${mail} =~ ann")).isTrue();
  }

  private static boolean holds(String condition) {
    return read(condition, false).holds(VALUES::get, null);
  }

  private static boolean answered(String condition) {
    return read(condition, true).holds(VALUES::get, ANSWER);
  }

  private static Condition read(String condition, boolean onAnswer) {
    return new ConditionReader(onAnswer, wrong -> fail(condition + ": " + wrong))
        .read(condition)
        .orElseThrow();
  }

  private static List<String> mistakes(String condition) {
    List<String> mistakes = new ArrayList<>();
    assertThat(new ConditionReader(true, mistakes::add).read(condition)).isEmpty();
    return mistakes;
  }
}
