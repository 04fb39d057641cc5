package io.plimsoll.benchmarks.pipeline;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Group by run and operation, windows of one second, aggregate into a serialized sketch. The grace
 * is a day: with the usual seconds it would drop most records while it catches up, since partitions
 * are read in turns and stream time runs ahead.
 */
final class TutorialDsl implements Subject.Work {
  private static final Duration GRACE = Duration.ofDays(1);
  private static final long PAUSE_NANOS = 2_000_000L;

  @Override
  public void run(SubjectArguments arguments) throws Exception {
    String output = arguments.applicationId() + "-output";
    try (Admin admin = Admin.create(arguments.cluster().clientConfig())) {
      int partitions = arguments.cluster().topics().partitions();
      admin.createTopics(List.of(new NewTopic(output, partitions, (short) 1))).all().get();
    }
    AtomicLong aggregated = new AtomicLong();
    try (SchemaRegistryClient registry = arguments.cluster().openRegistry();
        KafkaStreams streams =
            new KafkaStreams(
                topology(arguments, new AvroSerdes(registry), output, aggregated),
                StreamsTuning.streams(arguments))) {
      streams.start();
      await(aggregated, arguments.warmUp());
      Stopwatch watch = new Stopwatch();
      long before = aggregated.get();
      await(aggregated, arguments.upTo());
      watch.tell(aggregated.get() - before);
    }
  }

  private static void await(AtomicLong aggregated, long records) {
    while (aggregated.get() < records) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static Topology topology(
      SubjectArguments arguments, AvroSerdes serdes, String output, AtomicLong aggregated) {
    String topic = arguments.cluster().topics().requestOutcomes().name();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(topic, Consumed.with(Serdes.ByteArray(), outcomes(serdes, topic)))
        .filter((key, outcome) -> outcome != null)
        .groupBy(
            (key, outcome) -> outcome.getRunId() + "|" + outcome.getOperation(),
            Grouped.with(
                "by-operation", Serdes.String(), serdes.serde(RequestOutcome.getClassSchema())))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofSeconds(1), GRACE))
        .aggregate(
            SketchAggregate::empty,
            (key, outcome, aggregate) -> {
              aggregated.incrementAndGet();
              return aggregate.add(outcome);
            },
            Materialized.<String, SketchAggregate, WindowStore<Bytes, byte[]>>as("windows")
                .withKeySerde(Serdes.String())
                .withValueSerde(SketchAggregate.serde())
                .withRetention(GRACE.plusMinutes(1)))
        .toStream((window, aggregate) -> window.key() + "|" + window.window().start())
        .mapValues(SketchAggregate::kpis)
        .to(output, Produced.with(Serdes.String(), Serdes.String()));
    return builder.build();
  }

  /** The outcomes; a mark of progress, which a tutorial's topic would not have, is null. */
  private static Serde<RequestOutcome> outcomes(AvroSerdes serdes, String topic) {
    Serde<RequestOutcome> all = serdes.serde(RequestOutcome.getClassSchema());
    OutcomeReader reader = new OutcomeReader(serdes.ids(), topic);
    return Serdes.serdeFrom(
        all.serializer(),
        (name, bytes) ->
            reader.kindOf(bytes) == OutcomeReader.Kind.PROGRESS
                ? null
                : all.deserializer().deserialize(name, bytes));
  }
}
