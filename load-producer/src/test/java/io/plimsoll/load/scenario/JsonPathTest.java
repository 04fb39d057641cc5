package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

/** Places in a document, from either end of a list. */
final class JsonPathTest {
  private static final Answer ANSWER =
      FakeAnswer.of(
          "{\"items\":[{\"id\":7},{\"id\":8},{\"id\":9}],\"empty\":[],\"none\":null,"
              + "\"odd name\":{\"deep\":[[1,2],[3,true]]}}");

  @Test
  void countsFromTheFirstWithZeroAndFromTheLastWithMinusOne() {
    assertThat(at("$.items[0].id")).isEqualTo(7);
    assertThat(at("$.items[2].id")).isEqualTo(9);
    assertThat(at("$.items[-1].id")).isEqualTo(9);
    assertThat(at("$.items[-3].id")).isEqualTo(7);
    assertThat(at("$['odd name'].deep[0][-1]")).isEqualTo(2);
    assertThat(at("$['odd name'].deep[-1][1]")).isEqualTo(true);
  }

  @Test
  void findsNothingOutsideOfAList() {
    assertThat(at("$.items[3].id")).isNull();
    assertThat(at("$.items[-4].id")).isNull();
    assertThat(at("$.empty[0]")).isNull();
    assertThat(at("$.empty[-1]")).isNull();
    assertThat(at("$['odd name'][0]")).isNull(); // no list at all
    assertThat(at("$['odd name'][-1]")).isNull();
    assertThat(at("$.none")).isNull();
    assertThat(at("$.none[0]")).isNull();
    assertThat(JsonPath.of("$[0]").orElseThrow().in(MissingNode.getInstance())).isNull();
  }

  @Test
  void takesAListAtTheRoot() {
    Answer list = FakeAnswer.of("[\"a\",\"b\"]");

    assertThat(JsonPath.of("$[0]").orElseThrow().in(list.json())).isEqualTo("a");
    assertThat(JsonPath.of("$[-1]").orElseThrow().in(list.json())).isEqualTo("b");
  }

  @Test
  void readsNothingElseAsAPath() {
    for (String none :
        new String[] {"id", "$id", "$.", "$[x]", "$[1.5]", "$['a]", "$.a[", "$..a"}) {
      assertThat(JsonPath.of(none)).as(none).isEmpty();
    }
  }

  private static Object at(String path) {
    return JsonPath.of(path).orElseThrow().in(ANSWER.json());
  }
}
