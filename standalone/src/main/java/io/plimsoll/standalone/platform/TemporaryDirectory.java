package io.plimsoll.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is deleted with all it holds when closed.
 *
 * @param path where it is
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {
  /** A new one in the system's place for temporary files. */
  public static TemporaryDirectory create(String name) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory; is the disk full?", e);
    }
  }

  public DataLayout layout() {
    return new DataLayout(path);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("plimsoll: " + path + " could not be deleted whole: " + e.getMessage());
    }
  }
}
