package io.plimsoll.load.emit;

import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends samples of runs that other agents drive. Thread-safe. */
public final class SampleEmitter implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Topics topics;
  private final AvroSerializer<SystemSample> samples;
  private final RecordPort port;
  private final AtomicReference<String> failure = new AtomicReference<>();

  private SampleEmitter(Topics topics, AvroSerializer<SystemSample> samples, RecordPort port) {
    this.topics = topics;
    this.samples = samples;
    this.port = port;
  }

  /**
   * @param agentId unique among those that sample
   */
  public static SampleEmitter open(KafkaConnection kafka, String agentId) {
    return new SampleEmitter(
        kafka.cluster().topics(),
        kafka.serdes().serializer(SystemSample.getClassSchema()),
        new KafkaPort(kafka.cluster(), "plimsoll-sample-" + agentId, KafkaPort.Compression.SMALL));
  }

  /** Sends a sample of a run; it is left out when the producer has no room. */
  public void send(SystemSample sample) {
    String topic = topics.systemSamples().name();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            topics.partitionOf(sample.getRunId()),
            sample.getAtMicros() / 1000,
            Topics.key(sample.getSource()),
            samples.serialize(topic, sample));
    port.send(
        record,
        new Receipt() {
          @Override
          void acknowledged() {
            // The next one says the same and more.
          }

          @Override
          void failed(Exception cause) {
            failure.compareAndSet(null, "Kafka refused a sample: " + cause.getMessage());
          }
        });
  }

  /** Why nothing can be sent any more. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public void close() {
    port.close(CLOSE_LIMIT);
  }
}
