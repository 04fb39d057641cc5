package io.plimsoll.benchmarks.sla;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.analyzer.AnalyzerConfig;
import io.plimsoll.analyzer.AnalyzerTopology;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.delta.DeltaWriter;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * Days of event time through the analyzer's own topology, without a broker: seconds that were
 * folded already go in, what the rules tell comes out. For one thread.
 */
final class Replay implements AutoCloseable {
  static final long SECOND = 1_000_000;

  /** When every replay begins: a multiple of an hour. */
  static final long START = 1_800_000_000L * SECOND;

  private static final String RUN = "replay";
  private static final String AGENT = "agent";
  private static final int SECONDS_PER_COMMIT = 200;

  private final Topics topics = new Topics("replay.", 1);
  private final String deltas = topics.prefix() + "analyzer-deltas";
  private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
  private final CommitHook hook = new CommitHook();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final List<SlaEvent> events = new ArrayList<>();
  private int held;
  private boolean handedOver;

  /**
   * @param stateDir for nobody else
   */
  Replay(Path stateDir, List<SlaRule> rules) {
    AnalyzerConfig config =
        new AnalyzerConfig(new Cluster("unused:1", "mock://unused", topics, Map.of()), stateDir);
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver =
        new TopologyTestDriver(
            AnalyzerTopology.build(config, serdes, hook), settings, Instant.ofEpochSecond(1000));
    input = driver.createInputTopic(deltas, new ByteArraySerializer(), new ByteArraySerializer());
    announce(rules);
  }

  private void announce(List<SlaRule> rules) {
    RunRecord record =
        RunRecord.newBuilder()
            .setRunId(RUN)
            .setScenario("replay")
            .setScenarioHash("0")
            .setStatus(RunStatus.RUNNING)
            .setStartedAtMicros(START)
            .setAgents(List.of(AGENT))
            .setSla(rules)
            .build();
    byte[] value =
        serdes.serializer(RunRecord.getClassSchema()).serialize(topics.runs().name(), record);
    driver
        .createInputTopic(
            topics.runs().name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(RUN.getBytes(StandardCharsets.UTF_8), value);
  }

  /**
   * Outcomes by operation, all in the second that begins so many seconds after the start; the agent
   * has then passed the time until {@code throughSecond}.
   */
  void second(long second, Map<String, KpiAccumulator> outcomes, long throughSecond) {
    DeltaWriter writer = new DeltaWriter(0, delta -> input.pipeInput(null, delta));
    writer.run(RUN.getBytes(StandardCharsets.UTF_8));
    outcomes.forEach(
        (operation, kpis) -> {
          writer.series(operation.getBytes(StandardCharsets.UTF_8));
          writer.window(START / SECOND + second, kpis);
        });
    long watermark = START + throughSecond * SECOND;
    writer.agent(AGENT.getBytes(StandardCharsets.UTF_8), 0, 0, watermark, false, 0);
    writer.finish(0, true);
    if (++held == SECONDS_PER_COMMIT) {
      commit();
    }
  }

  /** Lets the tasks hand over what they hold: a flush closes no more than so many windows. */
  void commit() {
    held = 0;
    do {
      handedOver = false;
      hook.beforeCommit(List.of(new TopicPartition(deltas, 0)), this::take);
    } while (handedOver);
  }

  private void take(String topic, int partition, byte[] key, byte[] value) {
    handedOver = true;
    if (topic.equals(topics.slaEvents().name())) {
      SlaEvent event =
          serdes.<SlaEvent>deserializer(SlaEvent.getClassSchema()).deserialize(topic, value);
      events.add(event);
    }
  }

  /** What the rules have told so far, in order. */
  List<SlaEvent> events() {
    return events;
  }

  @Override
  public void close() {
    driver.close();
  }
}
