package io.plimsoll.load.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcFileTest {
  @TempDir private Path directory;

  @Test
  void readsFromTheStartEachTime() throws IOException {
    Path path = Files.writeString(directory.resolve("stat"), "first and longer");
    try (ProcFile file = new ProcFile(path)) {
      assertThat(file.read()).hasValue("first and longer");
      Files.writeString(path, "second");
      assertThat(file.read()).hasValue("second");
    }
  }

  @Test
  void readsMoreThanItsBufferHolds() throws IOException {
    Path path = Files.writeString(directory.resolve("tcp"), "0123456789".repeat(1_000));
    try (ProcFile file = new ProcFile(path)) {
      assertThat(file.read()).hasValue("0123456789".repeat(1_000));
      Files.writeString(path, "short");
      assertThat(file.read()).hasValue("short");
    }
  }

  @Test
  void isEmptyUntilTheFileIsThere() throws IOException {
    Path path = directory.resolve("late");
    try (ProcFile file = new ProcFile(path)) {
      assertThat(file.read()).isEmpty();
      Files.writeString(path, "here");
      assertThat(file.read()).hasValue("here");
    }
  }
}
