package io.plimsoll.lab.fault;

import io.plimsoll.lab.fault.FaultKind.Strength;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Keeps the truth about faults in a file, a line of JSON whenever one comes on or goes off, so that
 * it outlives the target. Thread-safe.
 */
final class TruthLog {
  private final Path file;

  /**
   * Begins the file anew.
   *
   * @throws IllegalArgumentException when it cannot be written
   */
  TruthLog(Path file) {
    this.file = file;
    try {
      Files.writeString(file, "");
    } catch (IOException failed) {
      throw new IllegalArgumentException("cannot write the faults to " + file, failed);
    }
  }

  synchronized void add(FaultKind kind, Strength strength, boolean on, Instant at) {
    String line =
        "{\"at\":\"%s\",\"kind\":\"%s\",\"strength\":\"%s\",\"on\":%s}%n"
            .formatted(at, kind.label(), strength.label(), on);
    try {
      Files.writeString(file, line, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write the faults to " + file, failed);
    }
  }
}
