package io.plimsoll.benchmarks.flink;

import com.sun.management.OperatingSystemMXBean;
import io.plimsoll.schemas.topic.Topics;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The analyzer's job as somebody does it who knows Flink: lean decode, keyed windows of one second
 * over the same sketches, rolled up to windows of ten and of sixty, state on the heap, a checkpoint
 * each second, exactly once to Kafka. One task of each kind. Takes the arguments of the pipeline
 * benchmark's subjects and tells its figures as they do.
 */
public final class FlinkMain {
  private static final long PAUSE_NANOS = 2_000_000L;

  private final String bootstrapServers;
  private final String registry;
  private final Topics topics;
  private final long warmUp;
  private final long upTo;
  private final String application;
  private final Path directory;

  /** Flink cannot see through a lambda here. */
  private static final class AsItIs implements SerializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] serialize(byte[] value) {
      return value;
    }
  }

  private FlinkMain(List<String> args) {
    bootstrapServers = args.get(0);
    registry = args.get(1);
    topics = new Topics(args.get(2), Topics.DEFAULT_PARTITIONS);
    warmUp = Long.parseLong(args.get(4));
    upTo = Long.parseLong(args.get(5));
    application = args.get(6);
    directory = Path.of(args.get(7));
  }

  /** The arguments of a subject; see the benchmark's {@code SubjectArguments}. */
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(FlinkMain::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    new FlinkMain(List.of(args)).run();
    watch.join(); // its output is compared, until the parent closes this
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // whatever comes is of no interest
      }
    } catch (java.io.IOException gone) {
      System.err.println("the parent is gone: " + gone);
    }
    Runtime.getRuntime().halt(1);
  }

  private void run() throws Exception {
    String output = application + "-output";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(output, topics.partitions(), (short) 1))).all().get();
    }
    StreamExecutionEnvironment environment = environment();
    DataStream<WindowSums> seconds =
        environment
            .fromSource(source(), watermarks(), "outcomes", OutcomeEvents.TYPE)
            .keyBy(event -> event.f0)
            .window(windows(1))
            .aggregate(
                new WindowAggregate(),
                new Labelled(),
                WindowSums.STATE,
                WindowSums.STATE,
                WindowSums.TYPE);
    DataStream<WindowSums> tens = wider(seconds, 10);
    DataStream<WindowSums> minutes = wider(tens, 60);
    seconds
        .union(tens, minutes)
        .map(WindowSums::encoded)
        .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .sinkTo(sink(output));
    environment.executeAsync("pipeline");
    measure();
  }

  /** The same series in wider windows, from the narrow ones and not from the outcomes. */
  private static DataStream<WindowSums> wider(DataStream<WindowSums> narrow, int seconds) {
    return narrow
        .keyBy(window -> window.f0)
        .window(windows(seconds))
        .aggregate(
            new Rollup(), new Labelled(), WindowSums.STATE, WindowSums.STATE, WindowSums.TYPE);
  }

  private static TumblingEventTimeWindows windows(int seconds) {
    return TumblingEventTimeWindows.of(java.time.Duration.ofSeconds(seconds));
  }

  private StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toAbsolutePath().toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    environment.enableCheckpointing(1_000, CheckpointingMode.EXACTLY_ONCE);
    return environment;
  }

  /** The consumer settings that all subjects have. */
  private KafkaSource<OutcomeEvents.Event> source() {
    Properties consumer = new Properties();
    consumer.put("isolation.level", "read_committed");
    consumer.put("max.poll.records", "5000");
    consumer.put("max.partition.fetch.bytes", String.valueOf(4 << 20));
    consumer.put("receive.buffer.bytes", String.valueOf(1 << 20));
    String topic = topics.requestOutcomes().name();
    return KafkaSource.<OutcomeEvents.Event>builder()
        .setBootstrapServers(bootstrapServers)
        .setGroupId(application)
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperties(consumer)
        .setDeserializer(new OutcomeEvents(registry, topic))
        .build();
  }

  /** Per partition; the least of them counts. */
  private static WatermarkStrategy<OutcomeEvents.Event> watermarks() {
    return WatermarkStrategy.<OutcomeEvents.Event>forMonotonousTimestamps()
        .withTimestampAssigner((event, ignored) -> event.f1 / 1_000);
  }

  private KafkaSink<byte[]> sink(String output) {
    return KafkaSink.<byte[]>builder()
        .setBootstrapServers(bootstrapServers)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<byte[]>builder()
                .setTopic(output)
                .setValueSerializationSchema(new AsItIs())
                .build())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(application)
        .setProperty("transaction.timeout.ms", "60000")
        .setProperty("linger.ms", "20")
        .setProperty("batch.size", String.valueOf(256 * 1024))
        .setProperty("compression.type", "lz4")
        .build();
  }

  private void measure() {
    await(warmUp);
    long before = WindowAggregate.added();
    long begun = System.nanoTime();
    long cpuBegun = cpuNanos();
    await(upTo);
    double seconds = (System.nanoTime() - begun) / 1e9;
    say("cpu", (cpuNanos() - cpuBegun) / 1e9);
    say("rate", (upTo - before) / seconds);
    say("records", upTo - before);
  }

  private static void await(long records) {
    while (WindowAggregate.added() < records) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void say(String name, Object value) {
    System.out.println("figure " + name + "=" + value);
    System.out.flush();
  }
}
