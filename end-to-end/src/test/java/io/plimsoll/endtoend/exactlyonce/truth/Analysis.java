package io.plimsoll.endtoend.exactlyonce.truth;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the analyzer said: the newest committed window of each key, and the newest summaries.
 *
 * @param windows by id
 * @param timesClosed how often each was told to be closed
 * @param summaries by run
 */
public record Analysis(
    Map<WindowId, KpiWindow> windows,
    Map<WindowId, Integer> timesClosed,
    Map<String, RunSummary> summaries) {
  private static final Duration POLL = Duration.ofMillis(200);

  public Analysis {
    windows = Map.copyOf(windows);
    timesClosed = Map.copyOf(timesClosed);
    summaries = Map.copyOf(summaries);
  }

  /**
   * Waits until the runs are closed and returns all there is about them.
   *
   * @param goesOn whether an analyzer is still alive
   */
  public static Analysis await(
      Cluster cluster, Collection<String> runIds, Duration atMost, BooleanSupplier goesOn)
      throws IOException {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    SchemaRegistryClient registry = cluster.openRegistry();
    try (registry;
        var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Reading reading = new Reading(cluster, new AvroSerdes(registry));
      consumer.assign(partitions(cluster));
      consumer.seekToBeginning(consumer.assignment());
      long begun = System.nanoTime();
      while (!reading.closed(runIds)) {
        consumer.poll(POLL).forEach(reading::take);
        if (System.nanoTime() - begun > atMost.toNanos() || !goesOn.getAsBoolean()) {
          throw new AssertionError(
              "not closed after %s: expected %s, found %s"
                  .formatted(
                      goesOn.getAsBoolean() ? atMost : "the analyzer died",
                      runIds,
                      reading.progress()));
        }
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(reading::take);
      }
      return new Analysis(reading.windows, reading.timesClosed, reading.summaries);
    }
  }

  private static List<TopicPartition> partitions(Cluster cluster) {
    return List.of(cluster.topics().kpiWindows(), cluster.topics().runSummaries()).stream()
        .flatMap(
            topic ->
                java.util.stream.IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .toList();
  }

  /** Outcomes in the windows of a second, all operations together, over all runs. */
  public long outcomes() {
    return windows.values().stream()
        .filter(window -> window.getOperation().equals("*") && window.getWidthMillis() == 1000)
        .mapToLong(KpiWindow::getCount)
        .sum();
  }

  private static final class Reading {
    private final String windowsTopic;
    private final String summariesTopic;
    private final AvroDeserializer<KpiWindow> windowReader;
    private final AvroDeserializer<RunSummary> summaryReader;
    private final Map<WindowId, KpiWindow> windows = new TreeMap<>();
    private final Map<WindowId, Integer> timesClosed = new HashMap<>();
    private final Map<String, RunSummary> summaries = new TreeMap<>();

    Reading(Cluster cluster, AvroSerdes serdes) {
      windowsTopic = cluster.topics().kpiWindows().name();
      summariesTopic = cluster.topics().runSummaries().name();
      windowReader = serdes.deserializer(KpiWindow.getClassSchema());
      summaryReader = serdes.deserializer(RunSummary.getClassSchema());
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.topic().equals(summariesTopic)) {
        RunSummary summary = summaryReader.deserialize(summariesTopic, record.value());
        summaries.put(summary.getRunId(), summary);
        return;
      }
      KpiWindow window = windowReader.deserialize(windowsTopic, record.value());
      WindowId id =
          new WindowId(
              window.getRunId(),
              window.getOperation(),
              window.getWidthMillis(),
              window.getStartMicros());
      windows.put(id, window);
      if (window.getClosed()) {
        timesClosed.merge(id, 1, Integer::sum);
      }
    }

    boolean closed(Collection<String> runIds) {
      return runIds.stream()
          .allMatch(id -> summaries.containsKey(id) && summaries.get(id).getClosed());
    }

    String progress() {
      Map<String, String> progress = new TreeMap<>();
      summaries.forEach(
          (id, summary) ->
              progress.put(
                  id,
                  "analysed %d of %d, closed %s"
                      .formatted(
                          summary.getAnalysed(), summary.getEmitted(), summary.getClosed())));
      return progress.toString();
    }
  }
}
