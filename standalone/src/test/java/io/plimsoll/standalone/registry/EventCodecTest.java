package io.plimsoll.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private final EventCodec codec = new EventCodec();

  static List<RegistryEvent> events() {
    return List.of(
        new RegistryEvent.Registered("a/ü", 3, 7, "{\"type\":\"string\"}"),
        new RegistryEvent.Deleted("a", List.of(1, 3)),
        new RegistryEvent.GlobalLevel(CompatibilityLevel.FULL),
        new RegistryEvent.SubjectLevel("a", CompatibilityLevel.NONE),
        new RegistryEvent.SubjectLevelCleared("a"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsWhatItWrote(RegistryEvent event) {
    assertThat(codec.decode(codec.value(event))).contains(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "not JSON", "{\"type\":\"other\"}"})
  void recognisesWhatIsNotItsOwn(String text) {
    assertThat(codec.decode(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(codec.decode(null)).isEmpty();
  }
}
