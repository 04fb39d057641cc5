package io.plimsoll.report.scaling;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.schemas.ScalingProfile;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Keeps profiles on their topic. */
public final class ProfilePublisher {
  private ProfilePublisher() {}

  /**
   * Returns once the broker has it.
   *
   * @throws ReportException when it cannot be kept
   */
  public static void publish(Cluster cluster, Scaling scaling) throws InterruptedException {
    Topic topic = cluster.topics().scalingProfiles();
    Map<String, Object> config = cluster.clientConfig();
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    try (Admin admin = Admin.create(cluster.clientConfig());
        SchemaRegistryClient registry = cluster.openRegistry();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      new TopicAdmin(admin).ensure(List.of(topic));
      byte[] value =
          new AvroSerdes(registry)
              .<ScalingProfile>serializer(ScalingProfile.getClassSchema())
              .serialize(topic.name(), ProfileRecords.write(scaling));
      byte[] key = Topics.key(scaling.profile().id());
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    } catch (ExecutionException | IOException e) {
      throw new ReportException(
          ReportException.Code.INTERNAL,
          "the profile cannot be kept on %s (%s); it is in the files all the same"
              .formatted(topic.name(), e.getMessage()),
          e);
    }
  }
}
