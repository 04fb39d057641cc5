package io.plimsoll.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void theTopicsAreThoseOfTheDesign() {
    StringBuilder table = new StringBuilder();
    for (Topic topic : new Topics().all()) {
      String kept = topic.policy() == Topic.Policy.COMPACT ? "" : " " + topic.retention();
      table.append(
          "%s %d %s%s %s %s %s%n"
              .formatted(
                  topic.name(),
                  topic.partitions(),
                  topic.policy().cleanupPolicy(),
                  kept,
                  topic.value().getName(),
                  topic.writer(),
                  new TreeMap<>(topic.settings())));
    }
    assertThat(table.toString())
        .isEqualToNormalizingNewlines(
            """
            plimsoll.runs 6 compact RunRecord load-producer {}
            plimsoll.request-outcomes 6 delete PT168H RequestOutcome load-producer {}
            plimsoll.system-samples 6 delete PT168H SystemSample load-producer {}
            plimsoll.agent-ledger 6 compact AgentLedger load-producer {delete.retention.ms=60000, max.message.bytes=16777216, min.cleanable.dirty.ratio=0.2, segment.bytes=16777216}
            plimsoll.kpi-windows 6 compact,delete PT720H KpiWindow stream-analyzer {delete.retention.ms=60000, max.message.bytes=16777216, min.cleanable.dirty.ratio=0.2, segment.bytes=16777216}
            plimsoll.resource-windows 6 compact,delete PT720H ResourceWindow stream-analyzer {delete.retention.ms=60000, max.message.bytes=16777216, min.cleanable.dirty.ratio=0.2, segment.bytes=16777216}
            plimsoll.findings 6 compact Finding stream-analyzer {}
            plimsoll.sla-events 6 delete PT720H SlaEvent stream-analyzer {}
            plimsoll.run-summaries 6 compact RunSummary stream-analyzer {delete.retention.ms=60000, max.message.bytes=16777216, min.cleanable.dirty.ratio=0.2, segment.bytes=16777216}
            plimsoll.baselines 1 compact Baseline report-service {}
            plimsoll.comparisons 1 compact RunComparison report-service {}
            plimsoll.acknowledged-changes 1 compact AcknowledgedChanges report-service {}
            plimsoll.scaling-profiles 1 compact ScalingProfile report-service {}
            plimsoll.commands 1 delete PT168H Command stream-analyzer {}
            plimsoll.dead-letters 6 delete PT720H DeadLetter stream-analyzer {max.message.bytes=16777216}
            """);
  }

  @Test
  void theReadmeNamesEveryTopicWithItsKeyAndValue() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (Topic topic : new Topics().all()) {
      String name = topic.name().substring(Topics.DEFAULT_PREFIX.length());
      String key = topic.key().replaceFirst("none.*", "none").replace("|", "\\|");
      assertThat(readme).contains("| `%s` | %s | %s".formatted(name, key, topic.value().getName()));
    }
  }

  @Test
  void prefixAndPartitionsAreTheUsers() {
    Topics topics = new Topics("team-a.", 3);

    assertThat(topics.runs().name()).isEqualTo("team-a.runs");
    assertThat(topics.runs().partitions()).isEqualTo(topics.kpiWindows().partitions()).isEqualTo(3);
    assertThat(topics.all()).extracting(Topic::name).allMatch(name -> name.startsWith("team-a."));
    assertThat(topics.commands().partitions()).isEqualTo(1);
  }

  @Test
  void namesThatKafkaRefusesAreRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topics("team a/", 6))
        .withMessageContaining("team a/runs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topics("p.", 0))
        .withMessageContaining("at least 1, not 0");
  }

  /** Data on disk was placed by these numbers: they may never change. */
  @Test
  void theRunsPartitionIsKafkasOwnHashOfTheId() {
    Topics six = new Topics();

    assertThat(six.partitionOf("20261121-144501-k3f9")).isEqualTo(4);
    assertThat(six.partitionOf("20261121-144501-k3fa")).isEqualTo(4);
    assertThat(six.partitionOf("")).isEqualTo(3);
    assertThat(six.partitionOf("Lauf-äöü-漢")).isEqualTo(0);
    assertThat(new Topics("x.", 50).partitionOf("20261121-144501-k3f9")).isEqualTo(36);
  }

  @Test
  void runsSpreadOverAllPartitions() {
    Topics topics = new Topics("x.", 7);
    int[] runs = new int[7];
    for (int i = 0; i < 7_000; i++) {
      runs[topics.partitionOf("20261121-144501-" + i)]++;
    }
    assertThat(Arrays.stream(runs).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(800, 1_200));
  }

  @Test
  void aKeyIsItsPartsWithBars() {
    assertThat(text(Topics.key("r1", "upload", 1_000L, 1_795_000_000_000_000L)))
        .isEqualTo("r1|upload|1000|1795000000000000");
    assertThat(text(Topics.key("r1"))).isEqualTo("r1");
    assertThat(text(Topics.key("", "a"))).isEqualTo("|a");
    assertThat(text(Topics.key("GET /a|b", "c\\"))).isEqualTo("GET /a\\|b|c\\\\");
    assertThatNullPointerException()
        .isThrownBy(() -> Topics.key("r1", null))
        .withMessageContaining("part 1");
  }

  /** On a compacted topic two records of one key are one record lost. */
  @Test
  void differentPartsNeverGiveTheSameKey() {
    long seed = 3;
    Random random = new Random(seed);
    Set<String> parts = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      String a = awkward(random);
      String b = awkward(random);
      parts.add(a.length() + ":" + a + b);
      keys.add(text(Topics.key(a, b)));
    }
    assertThat(keys).as("seed %d", seed).hasSameSizeAs(parts);
  }

  @Test
  void aClusterNeverShowsItsPasswords() {
    Cluster cluster =
        new Cluster(
            "h:1", "http://h:2", new Topics(), Map.of("sasl.jaas.config", "password=hunter2"));

    assertThat(cluster.toString()).contains("h:1", "sasl.jaas.config").doesNotContain("hunter2");
    assertThat(cluster.clientConfig())
        .containsEntry("bootstrap.servers", "h:1")
        .containsEntry("sasl.jaas.config", "password=hunter2");
  }

  private static String awkward(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(5); left > 0; left--) {
      text.append("|\\a".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }
}
