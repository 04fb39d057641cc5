package io.plimsoll.benchmarks.pipeline;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads run-summaries, committed ones only, until the run's is closed. */
final class SummaryWatch implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SchemaRegistryClient registry;
  private final Thread thread;

  private SummaryWatch(Cluster cluster, String runId, CompletableFuture<RunSummary> closed) {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    registry = cluster.openRegistry();
    thread = new Thread(() -> read(cluster, runId, closed), "summary-watch");
  }

  static SummaryWatch start(Cluster cluster, String runId, CompletableFuture<RunSummary> closed) {
    SummaryWatch watch = new SummaryWatch(cluster, runId, closed);
    watch.thread.start();
    return watch;
  }

  private void read(Cluster cluster, String runId, CompletableFuture<RunSummary> closed) {
    String topic = cluster.topics().runSummaries().name();
    var values = new AvroSerdes(registry).<RunSummary>deserializer(RunSummary.getClassSchema());
    TopicPartition partition = new TopicPartition(topic, cluster.topics().partitionOf(runId));
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    try {
      while (!closed.isDone()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          RunSummary summary = values.deserialize(topic, record.value());
          if (summary.getRunId().equals(runId) && summary.getClosed()) {
            closed.complete(summary);
          }
        }
      }
    } catch (WakeupException asked) {
      closed.completeExceptionally(asked);
    } catch (RuntimeException e) {
      closed.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    consumer.wakeup();
    thread.join();
    consumer.close();
    registry.close();
  }
}
