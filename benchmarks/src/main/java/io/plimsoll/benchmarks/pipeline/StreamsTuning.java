package io.plimsoll.benchmarks.pipeline;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The analyzer's own settings for the others, so that all are tuned alike: its consumer, its
 * buffers, its producer, one thread, exactly once, a commit each second.
 */
final class StreamsTuning {
  static final int COMMIT_MILLIS = 1_000;
  private static final int MEGABYTE = 1 << 20;

  private StreamsTuning() {}

  /** Of a consumer. */
  static Map<String, Object> consumer() {
    return Map.of(
        "auto.offset.reset",
        "earliest",
        "isolation.level",
        "read_committed",
        "max.poll.records",
        5_000,
        "max.partition.fetch.bytes",
        4 * MEGABYTE,
        "receive.buffer.bytes",
        MEGABYTE);
  }

  /** Of a Kafka Streams application. */
  static Properties streams(SubjectArguments arguments) {
    Properties settings = new Properties();
    settings.putAll(arguments.cluster().clientConfig());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments.applicationId());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments.stateDir().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
    consumer().forEach((key, value) -> settings.put(StreamsConfig.mainConsumerPrefix(key), value));
    settings.put(StreamsConfig.producerPrefix("linger.ms"), 20);
    settings.put(StreamsConfig.producerPrefix("batch.size"), 256 * 1024);
    settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    return settings;
  }
}
