package io.plimsoll.benchmarks.pipeline;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** What Kafka Streams costs when nothing is done with the records. */
final class EmptyStreams implements Subject.Work {
  @Override
  public void run(SubjectArguments arguments) {
    String topic = arguments.cluster().topics().requestOutcomes().name();
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        "outcomes",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic);
    topology.addProcessor("nothing", Nothing::new, "outcomes");
    try (KafkaStreams streams = new KafkaStreams(topology, StreamsTuning.streams(arguments))) {
      streams.start();
      SourceProgress progress =
          new SourceProgress(topic, arguments.cluster().topics().requestOutcomes().partitions());
      progress.await(1);
      Stopwatch watch = new Stopwatch();
      progress.await(arguments.upTo());
      watch.tell(arguments.upTo());
    }
  }

  private static final class Nothing implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      // the point
    }
  }
}
