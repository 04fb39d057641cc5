package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.commit.CommitObserver;
import io.plimsoll.analyzer.commit.FlushingClients;
import io.plimsoll.analyzer.intake.BundleReader;
import io.plimsoll.analyzer.intake.RecordBundle;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What Kafka Streams costs when nothing is done with the records. */
final class EmptyStreams implements Subject.Work {
  private static final long PAUSE_NANOS = 2_000_000L;

  private final boolean bundled;

  /**
   * @param bundled whether its consumer bundles records as the analyzer's does
   */
  EmptyStreams(boolean bundled) {
    this.bundled = bundled;
  }

  @Override
  public void run(SubjectArguments arguments) {
    String topic = arguments.cluster().topics().requestOutcomes().name();
    AtomicLong seen = new AtomicLong();
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        "outcomes",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic);
    topology.addProcessor("nothing", () -> new Nothing(seen), "outcomes");
    try (KafkaStreams streams = streams(topology, arguments, topic)) {
      streams.start();
      await(seen, arguments.warmUp());
      Stopwatch watch = new Stopwatch();
      await(seen, arguments.upTo());
      watch.tell(arguments.upTo() - arguments.warmUp());
    }
  }

  private KafkaStreams streams(Topology topology, SubjectArguments arguments, String topic) {
    Properties settings = StreamsTuning.streams(arguments);
    return bundled
        ? new KafkaStreams(
            topology,
            settings,
            new FlushingClients(topic, new CommitHook(), CommitObserver.NONE, true))
        : new KafkaStreams(topology, settings);
  }

  private static void await(AtomicLong seen, long records) {
    while (seen.get() < records) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Counts, and does nothing else. */
  private static final class Nothing implements Processor<byte[], byte[], Void, Void> {
    private final AtomicLong seen;
    private final BundleReader bundle = new BundleReader();
    private ProcessorContext<Void, Void> context;

    Nothing(AtomicLong seen) {
      this.seen = seen;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
      context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      long count = RecordBundle.is(record) ? bundled(record) : 1;
      seen.lazySet(seen.get() + count); // one stream thread writes
    }

    private long bundled(Record<byte[], byte[]> record) {
      long count = 0;
      bundle.open(record.value(), context.recordMetadata().orElseThrow());
      while (bundle.next()) {
        count++;
      }
      return count;
    }
  }
}
