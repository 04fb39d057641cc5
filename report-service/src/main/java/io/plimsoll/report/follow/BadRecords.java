package io.plimsoll.report.follow;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts records that cannot be used; logs the first of each kind. Thread-safe. */
final class BadRecords {
  private static final Logger LOG = LoggerFactory.getLogger(BadRecords.class);

  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private volatile boolean registryAwaySaid;

  void add(ConsumerRecord<byte[], byte[]> record, String reason, RuntimeException cause) {
    if (counts.merge(record.topic() + " " + reason, 1L, Long::sum) == 1) {
      LOG.warn(
          "{} partition {} offset {} cannot be used ({}): {}; it is skipped, and so are others"
              + " like it",
          record.topic(),
          record.partition(),
          record.offset(),
          reason,
          cause.getMessage());
    }
  }

  void registryAway(RuntimeException cause) {
    if (!registryAwaySaid) {
      registryAwaySaid = true;
      LOG.warn("schema registry: {}; trying again until it answers", cause.getMessage());
    }
  }

  Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
