package io.plimsoll.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture in the architecture is drawn from the code; {@code -Dgolden.update=true} redraws. */
final class TopologyPictureTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final String BEGIN = "<!-- topology:begin -->\n";
  private static final String END = "\n<!-- topology:end -->";

  @Test
  void theArchitectureShowsTheTopologyAsItIs() throws IOException {
    String picture = picture();
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertThat(to).as("%s and %s in %s", BEGIN, END, PAGE).isGreaterThanOrEqualTo(from);
    if (Boolean.getBoolean("golden.update")) {
      page = page.substring(0, from) + picture + page.substring(to);
      Files.writeString(PAGE, page);
      to = page.indexOf(END);
    }

    assertThat(page.substring(from, to)).isEqualTo(picture);
  }

  private static String picture() {
    AnalyzerConfig config =
        new AnalyzerConfig(new Cluster("unused:1", "mock://unused"), Path.of("unused"));
    Topics topics = config.cluster().topics();
    return new TopologyPicture(
            AnalyzerTopology.build(
                    config, new AvroSerdes(new MockSchemaRegistryClient()), new CommitHook())
                .describe())
        .atCommit("fold", AnalyzerTopics.deltas(topics).name())
        .atCommit("merge", topics.kpiWindows().name())
        .atCommit("merge", topics.runSummaries().name())
        .atCommit("merge", topics.findings().name())
        .atCommit("merge", topics.slaEvents().name())
        .atCommit("merge", topics.commands().name())
        .mermaid();
  }
}
