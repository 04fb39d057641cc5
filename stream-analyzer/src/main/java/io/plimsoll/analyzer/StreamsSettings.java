package io.plimsoll.analyzer;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams, with the reason of each that is not the default. */
final class StreamsSettings {
  private static final int MEGABYTE = 1 << 20;
  private static final long LEAST_TRANSACTION_MILLIS = 10_000;

  private StreamsSettings() {}

  static Properties of(AnalyzerConfig config) {
    Properties settings = new Properties();
    settings.putAll(config.cluster().clientConfig());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee().setting());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    // The live accumulators are the cache; a second one would only hold their bytes back.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    // Runs, ledgers and deltas may come in any order: never wait for one of them.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // There is no global thread; this keeps the warning about its handler away.
    settings.put("processing.exception.handler.global.enabled", true);
    // Outcomes come in bundles of hundreds: a bundle is a record here.
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 50);
    consumer(config).forEach((key, value) -> settings.put(main(key), value));
    restore()
        .forEach((key, value) -> settings.put(StreamsConfig.restoreConsumerPrefix(key), value));
    producer().forEach((key, value) -> settings.put(StreamsConfig.producerPrefix(key), value));
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        transactionTimeoutMillis(config));
    return settings;
  }

  private static String main(String key) {
    return StreamsConfig.mainConsumerPrefix(key);
  }

  private static Map<String, Object> consumer(AnalyzerConfig config) {
    int session = Math.toIntExact(config.sessionTimeout().toMillis());
    return Map.of(
        CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG,
        session,
        CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG,
        session / 5,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        5000,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        MEGABYTE,
        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
        MEGABYTE);
  }

  /**
   * What a killed instance has left open holds up its successor until the broker aborts it, so it
   * must be short; a flush on a machine that is overloaded must still fit.
   */
  private static int transactionTimeoutMillis(AnalyzerConfig config) {
    return Math.toIntExact(Math.max(LEAST_TRANSACTION_MILLIS, config.sessionTimeout().toMillis()));
  }

  private static Map<String, Object> restore() {
    return Map.of(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * MEGABYTE,
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
  }

  private static Map<String, Object> producer() {
    return Map.of(
        ProducerConfig.LINGER_MS_CONFIG,
        20,
        ProducerConfig.BATCH_SIZE_CONFIG,
        256 * 1024,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        // A summary of ten thousand operations is one record.
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        16 * MEGABYTE);
  }
}
