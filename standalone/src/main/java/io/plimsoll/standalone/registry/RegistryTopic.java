package io.plimsoll.standalone.registry;

import io.plimsoll.standalone.registry.RegistryException.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the registry's topic, or checks that the one there is fit: one partition, compacted. */
final class RegistryTopic {
  private static final Duration VISIBLE_AT_MOST = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 20_000_000L;

  private RegistryTopic() {}

  static void prepare(RegistryConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(KafkaClientConfig.admin(config))) {
      create(admin, config);
      checkOnceVisible(admin, config.topic());
    } catch (ExecutionException e) {
      throw new RegistryException(
          Code.BROKER_UNREACHABLE,
          "The registry could not prepare its topic %s on %s (%s): check that the broker runs and may be used"
              .formatted(config.topic(), config.bootstrapServers(), e.getCause()),
          e.getCause());
    }
  }

  private static void create(Admin admin, RegistryConfig config)
      throws ExecutionException, InterruptedException {
    NewTopic topic =
        new NewTopic(config.topic(), 1, config.replicationFactor())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** A topic that was created a moment ago is not at once known to the broker that is asked. */
  private static void checkOnceVisible(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_AT_MOST.toNanos();
    while (true) {
      try {
        check(admin, topic);
        return;
      } catch (ExecutionException e) {
        boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!unknown || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private static void check(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    String policy =
        admin
            .describeConfigs(List.of(resource))
            .all()
            .get()
            .get(resource)
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value();
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    if (partitions != 1 || !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new RegistryException(
          Code.TOPIC_UNUSABLE,
          "The topic %s has %d partitions and cleanup.policy=%s; a registry needs 1 and compact, or it would lose schemas: name another topic"
              .formatted(topic, partitions, policy),
          null);
    }
  }
}
