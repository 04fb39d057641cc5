package io.plimsoll.schemas.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are missing and checks those that are there. Whoever starts first creates
 * them.
 */
public final class TopicAdmin {
  private static final String CLEANUP_POLICY = "cleanup.policy";
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 20;

  private final Admin admin;

  public TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  /**
   * Makes sure that every topic exists with its partitions and policy, with the broker's default
   * replication, and returns when each partition can be written to.
   *
   * <p>A broker tells of a new topic a moment before it serves it, and an idempotent producer that
   * writes into that moment loses records: its first request is refused, its second taken, and from
   * then on the first is out of order, until it has timed out (KAFKA-15591, KAFKA-19880).
   *
   * @throws TopicMismatchException when one exists otherwise
   * @throws KafkaException when the broker does not answer, or does not serve a partition within
   *     the admin client's time
   */
  public void ensure(Collection<Topic> topics) {
    Map<String, TopicDescription> found = existing(topics);
    List<Topic> missing =
        topics.stream().filter(topic -> !found.containsKey(topic.name())).toList();
    create(missing);
    Map<String, TopicDescription> all = missing.isEmpty() ? found : awaitAll(topics);
    check(topics, all);
    awaitLeaders(topics);
  }

  /** Only a leader that serves its partition knows where that ends; the client asks until then. */
  private void awaitLeaders(Collection<Topic> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    get(admin.listOffsets(ends).all());
  }

  private void create(List<Topic> missing) {
    Map<String, org.apache.kafka.common.KafkaFuture<Void>> created =
        admin.createTopics(missing.stream().map(TopicAdmin::newTopic).toList()).values();
    created.forEach(
        (name, future) -> {
          try {
            get(future);
          } catch (TopicExistsException raced) {
            // Another part of plimsoll was faster; its work is checked like any other's.
          }
        });
  }

  private static NewTopic newTopic(Topic topic) {
    Map<String, String> settings = new HashMap<>(topic.settings());
    settings.put(CLEANUP_POLICY, topic.policy().cleanupPolicy());
    if (topic.policy().deletesByTime()) {
      settings.put("retention.ms", String.valueOf(topic.retention().toMillis()));
    }
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(settings);
  }

  /** A created topic is not at once known to every broker. */
  private Map<String, TopicDescription> awaitAll(Collection<Topic> topics) {
    Map<String, TopicDescription> found = existing(topics);
    long begun = System.nanoTime();
    while (found.size() < topics.size() && System.nanoTime() - begun < VISIBLE_WITHIN.toNanos()) {
      pause();
      found = existing(topics);
    }
    if (found.size() < topics.size()) {
      Set<String> missing =
          topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
      missing.removeAll(found.keySet());
      throw new TopicMismatchException(
          "topics " + missing + " were created but are not visible; try again");
    }
    return found;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  private Map<String, TopicDescription> existing(Collection<Topic> topics) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(topics.stream().map(Topic::name).toList())
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, get(future));
              } catch (UnknownTopicOrPartitionException absent) {
                // Absent is an answer here.
              }
            });
    return found;
  }

  private void check(Collection<Topic> topics, Map<String, TopicDescription> found) {
    Map<String, String> policies = policies(found.keySet());
    List<String> problems =
        topics.stream()
            .flatMap(topic -> problem(topic, found.get(topic.name()), policies.get(topic.name())))
            .toList();
    if (!problems.isEmpty()) {
      throw new TopicMismatchException(
          String.join("; ", problems) + ". Delete the topics, or choose another topic prefix");
    }
  }

  private Map<String, String> policies(Set<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = get(admin.describeConfigs(resources).all());
    Map<String, String> policies = new HashMap<>();
    configs.forEach(
        (resource, config) -> policies.put(resource.name(), config.get(CLEANUP_POLICY).value()));
    return policies;
  }

  private static Stream<String> problem(Topic topic, TopicDescription found, String policy) {
    if (found.partitions().size() != topic.partitions()) {
      return Stream.of(
          "topic %s has %d partitions where %d are needed"
              .formatted(topic.name(), found.partitions().size(), topic.partitions()));
    }
    Set<String> wanted = new HashSet<>(List.of(topic.policy().cleanupPolicy().split(",", -1)));
    if (!wanted.equals(new HashSet<>(List.of(policy.split(",", -1))))) {
      return Stream.of(
          "topic %s has cleanup.policy=%s where %s is needed"
              .formatted(topic.name(), policy, topic.policy().cleanupPolicy()));
    }
    return Stream.empty();
  }

  private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }
}
