package io.plimsoll.endtoend.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes scenario files for tests. */
public final class Scenarios {
  private Scenarios() {}

  /** Writes the text into a file of the directory and returns its path. */
  public static Path write(Path directory, String text) {
    try {
      Path file = Files.createTempFile(directory, "scenario", ".yaml");
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
