package io.plimsoll.schemas.evolution;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** Every version of a record that was ever released: {@code schemas/<Record>/v<n>.avsc}. */
final class ReleasedSchemas {
  private static final Path ROOT = Path.of("src", "test", "resources", "schemas");

  private ReleasedSchemas() {}

  /** The records that lie on topics, as they are now. */
  static Stream<Schema> current() {
    return Stream.concat(
        new Topics().all().stream().map(Topic::value),
        Stream.of(RequestOutcomeBatch.getClassSchema(), AgentProgress.getClassSchema()));
  }

  /** Oldest first. */
  static List<Schema> of(Schema current) {
    List<Schema> versions = new ArrayList<>();
    for (Path file = next(current, versions); Files.exists(file); file = next(current, versions)) {
      versions.add(parse(file));
    }
    return versions;
  }

  /** Where the version after these belongs. */
  static Path next(Schema current, List<Schema> versions) {
    return ROOT.resolve(current.getName()).resolve("v" + (versions.size() + 1) + ".avsc");
  }

  static void write(Path file, Schema schema) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
