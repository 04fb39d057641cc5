package io.plimsoll.benchmarks.serde;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.outcome.OutcomeSerializer;
import io.plimsoll.schemas.outcome.OutcomeView;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bytes to one RequestOutcome: in place, by Avro, by the Confluent deserializer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutcomeReadBenchmark {
  private static final int HEADER_BYTES = 5;

  private final OutcomeView view = new OutcomeView();
  private final SpecificDatumReader<RequestOutcome> avro =
      new SpecificDatumReader<>(RequestOutcome.getClassSchema());
  private byte[] record;
  private OutcomeReader reader;
  private AvroDeserializer<RequestOutcome> deserializer;
  private KafkaAvroDeserializer confluent;
  private BinaryDecoder decoder;

  @Setup
  public void open() {
    SchemaIds ids = SampleOutcome.ids();
    record = new OutcomeSerializer(ids).serialize(SampleOutcome.TOPIC, SampleOutcome.create());
    reader = new OutcomeReader(ids, SampleOutcome.TOPIC);
    deserializer = new AvroDeserializer<>(ids, RequestOutcome.getClassSchema());
    confluent =
        new KafkaAvroDeserializer(
            SampleOutcome.registry(),
            Map.of("schema.registry.url", "mock://not-used", "specific.avro.reader", true));
  }

  @Benchmark
  public OutcomeView outcomeView() {
    view.read(record);
    return view;
  }

  @Benchmark
  public OutcomeView outcomeReader() {
    return reader.outcome(record);
  }

  @Benchmark
  public RequestOutcome avroDeserializer() {
    return deserializer.deserialize(SampleOutcome.TOPIC, record);
  }

  @Benchmark
  public RequestOutcome avroSpecificDatumReader() throws IOException {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(record, HEADER_BYTES, record.length - HEADER_BYTES, decoder);
    return avro.read(null, decoder);
  }

  @Benchmark
  public Object confluentKafkaAvroDeserializer() {
    return confluent.deserialize(SampleOutcome.TOPIC, record);
  }
}
