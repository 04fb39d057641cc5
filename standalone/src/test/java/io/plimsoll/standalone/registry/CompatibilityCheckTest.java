package io.plimsoll.standalone.registry;

import static io.plimsoll.standalone.registry.TestSchemas.FIRST;
import static io.plimsoll.standalone.registry.TestSchemas.OPTIONAL_ADDED;
import static io.plimsoll.standalone.registry.TestSchemas.REQUIRED_ADDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityCheckTest {

  @ParameterizedTest(name = "{0}: required added {1}, removed {2}")
  @CsvSource({
    "NONE, true, true",
    "BACKWARD, false, true",
    "BACKWARD_TRANSITIVE, false, true",
    "FORWARD, true, false",
    "FORWARD_TRANSITIVE, true, false",
    "FULL, false, false",
    "FULL_TRANSITIVE, false, false"
  })
  void readsInTheDirectionsOfTheLevel(CompatibilityLevel level, boolean added, boolean removed) {
    assertThat(fits(level, REQUIRED_ADDED, FIRST)).isEqualTo(added);
    assertThat(fits(level, FIRST, REQUIRED_ADDED)).isEqualTo(removed);
    assertThat(fits(level, OPTIONAL_ADDED, FIRST)).isTrue();
  }

  @Test
  void looksAtAllVersionsOnlyWhenTransitive() {
    // The latest version has the field, the first has not.
    assertThat(fits(CompatibilityLevel.BACKWARD, REQUIRED_ADDED, FIRST, REQUIRED_ADDED)).isTrue();
    assertThat(fits(CompatibilityLevel.BACKWARD_TRANSITIVE, REQUIRED_ADDED, FIRST, REQUIRED_ADDED))
        .isFalse();
  }

  @Test
  void takesAnythingAsTheFirstVersion() {
    assertThat(fits(CompatibilityLevel.FULL_TRANSITIVE, FIRST)).isTrue();
  }

  @Test
  void saysWhichFieldOfWhichVersionIsInTheWay() {
    List<String> problems =
        CompatibilityCheck.problems(
            AvroText.parse(REQUIRED_ADDED),
            List.of(new SchemaVersion("s", 4, 1, FIRST)),
            CompatibilityLevel.BACKWARD);

    assertThat(problems).singleElement().asString().contains("must", "version 4", "/fields/");
  }

  private static boolean fits(CompatibilityLevel level, String candidate, String... earlier) {
    List<SchemaVersion> versions =
        IntStream.range(0, earlier.length)
            .mapToObj(i -> new SchemaVersion("s", i + 1, i + 1, earlier[i]))
            .toList();
    return CompatibilityCheck.problems(AvroText.parse(candidate), versions, level).isEmpty();
  }
}
