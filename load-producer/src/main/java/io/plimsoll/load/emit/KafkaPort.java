package io.plimsoll.load.emit;

import io.plimsoll.schemas.topic.Cluster;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One idempotent producer for the whole run.
 *
 * <p>A record whose delivery is uncertain must not be sent again by anyone but the producer that
 * numbered it, or it could be there twice. So the producer retries without a practical limit (its
 * delivery timeout is 24 days), never gives a record back, and lives as long as the run. What waits
 * on disk during an outage are only records that were not yet given to it. How much it may hold is
 * the sender's business; its own buffer is larger than that.
 */
final class KafkaPort implements RecordPort {
  private final KafkaProducer<byte[], byte[]> producer;

  /** What compressing costs, against what it saves: ADR 14. */
  enum Compression {
    /** A third of the bytes on disk that LZ4 takes for outcomes of their own. */
    SMALL("zstd"),
    /** The least CPU of the generator. */
    CHEAP("lz4");

    private final String codec;

    Compression(String codec) {
      this.codec = codec;
    }

    String codec() {
      return codec;
    }
  }

  KafkaPort(Cluster cluster, String clientId, Compression compression) {
    Map<String, Object> config = cluster.clientConfig();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 100);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 * 1024);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression.codec());
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 200);
    config.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    // The topic of runs is written at the start and at the end only; it must not be forgotten.
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    if (compression == Compression.SMALL) {
      UnlockedCompression.install(producer);
    }
  }

  @Override
  public boolean send(ProducerRecord<byte[], byte[]> record, Receipt receipt) {
    return receipt.handOver(record, producer);
  }

  @Override
  public void close(Duration limit) {
    producer.close(limit);
  }
}
