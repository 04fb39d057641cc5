package io.plimsoll.analyzer.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTableTest {
  private final PairTable<String> table =
      new PairTable<>((first, second) -> text(first) + "|" + text(second));

  /** Lengths around those of a word and of four, pairs that are alike, bytes at an array's end. */
  @Test
  void findsEachPairAndNoOther() {
    Random random = new Random(4);
    Map<String, String> made = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String first = "run-".repeat(random.nextInt(3)) + random.nextInt(3);
      String second = "x".repeat(random.nextInt(42)) + random.nextInt(20);
      String key = first + "|" + second;
      assertThat(find(first, second)).isEqualTo(made.get(key));
      String value = get(first, second);
      assertThat(value).isEqualTo(key).isSameAs(made.getOrDefault(key, value));
      made.put(key, value);
    }
    assertThat(table.size()).isEqualTo(made.size()).isGreaterThan(1_000);
    assertThat(find("a", "bc")).isNull();
    assertThat(get("a", "bc")).isNotEqualTo(get("ab", "c"));
    assertThat(get("", "")).isEqualTo("|");
  }

  @Test
  void forgetsAll() {
    get("r", "one");
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(find("r", "one")).isNull();
    assertThat(get("r", "two")).isEqualTo("r|two");
  }

  /** Of as many slots as there are names, e⁻¹ stay empty by chance. */
  @ParameterizedTest
  @ValueSource(strings = {"op%d", "operation-%d", "GET /api/v1/files/%06d/content", "%d"})
  void namesThatAreAlikeLieApart(String form) {
    int slots = 1 << 14;
    BitSet used = new BitSet(slots);
    Words words = new Words();
    for (int i = 0; i < slots; i++) {
      byte[] name = form.formatted(i).getBytes(StandardCharsets.UTF_8);
      used.set(words.read(name, 0, name.length, 0) & (slots - 1));
    }
    assertThat(used.cardinality() / (double) slots).isGreaterThan(0.9 * (1 - Math.exp(-1)));
  }

  private String get(String first, String second) {
    byte[] bytes = bytes(first, second);
    int end = bytes.length;
    int from = end - second.length();
    return table.get(bytes, from - first.length(), first.length(), from, second.length());
  }

  private String find(String first, String second) {
    byte[] bytes = bytes(first, second);
    int from = bytes.length - second.length();
    return table.find(bytes, from - first.length(), first.length(), from, second.length());
  }

  private static byte[] bytes(String first, String second) {
    return ("before" + first + second).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
