package io.plimsoll.benchmarks.serde;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.outcome.OutcomeEncoder;
import io.plimsoll.schemas.outcome.OutcomeSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One RequestOutcome to bytes: by hand, by Avro, by the Confluent serializer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutcomeWriteBenchmark {
  private final RequestOutcome outcome = SampleOutcome.create();
  private final byte[] runId = utf8(outcome.getRunId());
  private final byte[] agentId = utf8(outcome.getAgentId());
  private final byte[] scenario = utf8(outcome.getScenario());
  private final byte[] operation = utf8(outcome.getOperation());
  private final byte[] phase = utf8(outcome.getPhase());
  private final OutcomeEncoder encoder = new OutcomeEncoder(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private final SpecificDatumWriter<RequestOutcome> avro =
      new SpecificDatumWriter<>(RequestOutcome.getClassSchema());
  private OutcomeSerializer serializer;
  private KafkaAvroSerializer confluent;
  private BinaryEncoder avroEncoder;

  @Setup
  public void open() {
    serializer = new OutcomeSerializer(SampleOutcome.ids());
    confluent =
        new KafkaAvroSerializer(
            SampleOutcome.registry(), Map.of("schema.registry.url", "mock://not-used"));
  }

  @Benchmark
  public byte[] outcomeEncoder() {
    return encoder
        .who(
            runId,
            agentId,
            outcome.getSequence(),
            scenario,
            operation,
            phase,
            outcome.getUserId(),
            outcome.getProtocol())
        .when(outcome.getIntendedStartMicros(), outcome.getStartMicros(), outcome.getEndMicros())
        .how(
            outcome.getOutcome(),
            200,
            null,
            outcome.getBytesSent(),
            outcome.getBytesReceived(),
            -1,
            11_500)
        .finish();
  }

  @Benchmark
  public byte[] outcomeSerializer() {
    return serializer.serialize(SampleOutcome.TOPIC, outcome);
  }

  @Benchmark
  public byte[] avroSpecificDatumWriter() throws IOException {
    out.reset();
    avroEncoder = EncoderFactory.get().binaryEncoder(out, avroEncoder);
    avro.write(outcome, avroEncoder);
    avroEncoder.flush();
    return out.toByteArray();
  }

  @Benchmark
  public byte[] confluentKafkaAvroSerializer() {
    return confluent.serialize(SampleOutcome.TOPIC, outcome);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
