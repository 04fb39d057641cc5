package io.plimsoll.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured starts as what is used. */
final class AsLaunchedTest {
  @ParameterizedTest
  @ValueSource(strings = {"plimsoll", "deploy/Dockerfile"})
  void theJvmIsStartedWithTheOptionsThatAreMeasured(String launcher) throws IOException {
    String text = Files.readString(Path.of("..").resolve(launcher));

    assertThat(ChildJvm.AS_LAUNCHED).allSatisfy(option -> assertThat(text).contains(option));
  }
}
