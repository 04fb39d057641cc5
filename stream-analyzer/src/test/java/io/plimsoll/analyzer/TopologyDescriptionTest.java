package io.plimsoll.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Names of processors and stores are part of the contract: stores keep their state by name. {@code
 * -Dgolden.update=true} writes the file anew.
 */
final class TopologyDescriptionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/topology/analyzer.txt");

  @Test
  void isTheOneThatWasReviewed() throws IOException {
    String description =
        AnalyzerTopology.build(
                new AnalyzerConfig(new Cluster("unused:1", "mock://unused"), Path.of("unused")),
                new AvroSerdes(new MockSchemaRegistryClient()),
                new CommitHook())
            .describe()
            .toString();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, description);
    }

    assertThat(description).isEqualTo(Files.readString(GOLDEN));
  }
}
