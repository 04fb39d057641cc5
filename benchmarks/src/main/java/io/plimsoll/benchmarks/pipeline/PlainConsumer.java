package io.plimsoll.benchmarks.pipeline;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.outcome.OutcomeView;
import io.plimsoll.schemas.serde.SchemaIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The limit: a consumer that only counts, or also reads the fields the analyzer reads. */
final class PlainConsumer implements Subject.Work {
  private final boolean decode;

  PlainConsumer(boolean decode) {
    this.decode = decode;
  }

  @Override
  public void run(SubjectArguments arguments) throws Exception {
    Map<String, Object> settings = arguments.cluster().clientConfig();
    settings.putAll(StreamsTuning.consumer());
    settings.put("enable.auto.commit", false);
    String topic = arguments.cluster().topics().requestOutcomes().name();
    try (SchemaRegistryClient registry = arguments.cluster().openRegistry();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, arguments.cluster().topics().requestOutcomes().partitions())
              .mapToObj(i -> new TopicPartition(topic, i))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      consume(consumer, new OutcomeReader(new SchemaIds(registry), topic), arguments);
    }
  }

  private void consume(
      KafkaConsumer<byte[], byte[]> consumer, OutcomeReader reader, SubjectArguments arguments) {
    Stopwatch watch = null;
    long before = 0;
    long seen = 0;
    long check = 0;
    while (seen < arguments.upTo()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      if (watch == null && seen >= arguments.warmUp() && !records.isEmpty()) {
        watch = new Stopwatch();
        before = seen;
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        check += decode ? decoded(reader, record.value()) : record.value().length;
      }
      seen += records.count();
    }
    if (watch != null) {
      watch.tell(seen - before);
    }
    ChildJvm.say("check", check); // or the JIT may leave the work out
  }

  private static long decoded(OutcomeReader reader, byte[] value) {
    if (reader.kindOf(value) == OutcomeReader.Kind.PROGRESS) {
      return 1;
    }
    OutcomeView view = reader.outcome(value);
    return view.endMicros() - view.intendedStartMicros() + view.operationLength();
  }
}
