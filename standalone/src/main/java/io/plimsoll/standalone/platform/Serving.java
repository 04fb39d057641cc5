package io.plimsoll.standalone.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The process that serves a data directory, written down there so that other commands find it.
 *
 * @param pid its process id
 * @param page URL of the page and the query API
 * @param bootstrapServers of its broker
 * @param schemaRegistry URL of its registry
 */
public record Serving(long pid, String page, String bootstrapServers, String schemaRegistry) {

  /** Replaces the file at once, so that a reader never sees half of it. */
  void write(DataLayout data) {
    Path next = data.root().resolve("serving.json.next");
    try {
      new ObjectMapper().writeValue(next.toFile(), this);
      Files.move(
          next,
          data.serving(),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + data.serving(), e);
    }
  }

  static void remove(DataLayout data) {
    try {
      Files.deleteIfExists(data.serving());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + data.serving(), e);
    }
  }

  /** The process that serves this directory, if it is still alive. */
  public static Optional<Serving> find(DataLayout data) {
    if (!Files.isRegularFile(data.serving())) {
      return Optional.empty();
    }
    try {
      Serving found = new ObjectMapper().readValue(data.serving().toFile(), Serving.class);
      return ProcessHandle.of(found.pid()).filter(ProcessHandle::isAlive).map(alive -> found);
    } catch (IOException leftByAnotherVersion) {
      return Optional.empty();
    }
  }
}
