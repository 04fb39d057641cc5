package io.plimsoll.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for the time of a measurement.
 *
 * @param path where it is
 */
public record WorkingDirectory(Path path) implements AutoCloseable {

  /** A new one under this directory. */
  public static WorkingDirectory under(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new WorkingDirectory(Files.createTempDirectory(parent.toAbsolutePath(), "work-"));
  }

  /**
   * Bytes of the files under it; files that go while it is counted do not count, nor those that
   * Kafka has deleted and will remove within a minute.
   */
  public static long bytes(Path root) {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> !isGoing(file)).mapToLong(WorkingDirectory::size).sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  private static boolean isGoing(Path file) {
    return file.getFileName().toString().endsWith(".deleted");
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException gone) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
