package io.plimsoll.standalone.platform;

import java.nio.file.Path;

/**
 * What lies where under a data directory.
 *
 * @param root the directory
 */
public record DataLayout(Path root) {
  public DataLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** The broker's own. */
  public Path broker() {
    return root.resolve("broker");
  }

  /** State of Kafka Streams. */
  public Path streams() {
    return root.resolve("streams");
  }

  /** Outcomes that wait for the broker. */
  public Path spool() {
    return root.resolve("spool");
  }

  public Path log() {
    return root.resolve("plimsoll.log");
  }

  /** Who serves this directory at the moment. */
  public Path serving() {
    return root.resolve("serving.json");
  }
}
