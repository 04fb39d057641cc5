package io.plimsoll.schemas.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.plimsoll.schemas.AvroBytes;
import io.plimsoll.schemas.CountingRegistry;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RandomRecords;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.Threads;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OutcomeWritingTest {
  private static final String TOPIC = "plimsoll.request-outcomes";

  private final CountingRegistry registry = new CountingRegistry();
  private final OutcomeSerializer serializer = new OutcomeSerializer(new SchemaIds(registry));

  @Test
  void theSerializerWritesAvrosBytes() {
    long seed = 20261121;
    RandomRecords records = new RandomRecords(seed);
    int id = registry.put(TOPIC + "-value", RequestOutcome.getClassSchema());
    for (int i = 0; i < 5_000; i++) {
      RequestOutcome outcome = records.outcome();
      assertThat(serializer.serialize(TOPIC, outcome))
          .as("seed %d, record %d: %s", seed, i, outcome)
          .isEqualTo(AvroBytes.framed(id, AvroBytes.of(outcome)));
    }
  }

  @Test
  void theEncoderWritesAvrosBytes() {
    long seed = 7;
    RandomRecords records = new RandomRecords(seed);
    OutcomeEncoder encoder = new OutcomeEncoder(0x01020304);
    for (int i = 0; i < 5_000; i++) {
      RequestOutcome outcome = encodable(records.outcome());
      assertThat(encode(encoder, outcome))
          .as("seed %d, record %d: %s", seed, i, outcome)
          .isEqualTo(AvroBytes.framed(0x01020304, AvroBytes.of(outcome)));
    }
  }

  @Test
  void theEncoderWritesNoTraceIdUnlessGiven() {
    RequestOutcome outcome = encodable(typical());
    outcome.setTraceId(null);

    assertThat(encode(new OutcomeEncoder(9), outcome))
        .isEqualTo(AvroBytes.framed(9, AvroBytes.of(outcome)));
  }

  @Test
  void nothingIsWrittenForNothing() {
    assertThat(serializer.serialize(TOPIC, null)).isNull();
    assertThat(registry.registrations()).isZero();
  }

  @Test
  void aMissingFieldIsNamedAsTheRecordsFault() {
    RequestOutcome incomplete = new RequestOutcome();

    assertThatThrownBy(() -> serializer.serialize(TOPIC, incomplete))
        .isInstanceOfSatisfying(
            WireException.class,
            e -> assertThat(e.code()).isEqualTo(WireException.Code.WRONG_SCHEMA));
  }

  @Test
  void theSchemaIsRegisteredOnceByAnyNumberOfThreads() throws Exception {
    Threads.together(
        12,
        thread -> {
          RandomRecords records = new RandomRecords(thread);
          for (int i = 0; i < 500; i++) {
            RequestOutcome outcome = records.outcome();
            byte[] expected = AvroBytes.framed(1, AvroBytes.of(outcome));
            assertThat(serializer.serialize(TOPIC, outcome)).isEqualTo(expected);
          }
        });

    assertThat(registry.registrations()).isEqualTo(1);
    assertThat(registry.lookUps()).isZero();
  }

  @Test
  void theSerializerLeavesNoGarbageBeyondTheBytes() {
    RequestOutcome outcome = typical();

    assertOnlyTheBytesAreAllocated(() -> serializer.serialize(TOPIC, outcome));
  }

  @Test
  void theEncoderLeavesNoGarbageBeyondTheBytes() {
    OutcomeEncoder encoder = new OutcomeEncoder(3);
    byte[] name = "checkout".getBytes(UTF_8);

    assertOnlyTheBytesAreAllocated(
        () ->
            encoder
                .who(name, name, 123_456_789, name, name, name, 42, Protocol.HTTP1)
                .when(1_795_000_000_000_000L, 1_795_000_000_000_100L, 1_795_000_000_012_345L)
                .how(OutcomeKind.ERROR_STATUS, 503, name, 400, 70_000, 150, 9_000)
                .finish(name));
  }

  private static void assertOnlyTheBytesAreAllocated(Supplier<byte[]> write) {
    boolean supported =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported();
    Assumptions.assumeTrue(supported, "this JVM does not count allocated bytes");
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    bean.setThreadAllocatedMemoryEnabled(true);
    int length = 0;
    for (int i = 0; i < 1_000; i++) {
      length = write.get().length;
    }

    long records = 20_000;
    long thread = Thread.currentThread().getId();
    long written = 0;
    long before = bean.getThreadAllocatedBytes(thread);
    for (int i = 0; i < records; i++) {
      written += write.get().length;
    }
    long perRecord = (bean.getThreadAllocatedBytes(thread) - before) / records;

    assertThat(written).isEqualTo(records * length);
    // An array's header and padding, and nothing that is counted per record.
    assertThat(perRecord).isLessThanOrEqualTo(length + 16L + 8L);
  }

  private static RequestOutcome typical() {
    RequestOutcome outcome = new RandomRecords(1).outcome();
    outcome.setRunId("20261121-144501-k3f9");
    outcome.setAgentId("agent-1");
    outcome.setScenario("normal-production-load");
    outcome.setOperation("upload");
    outcome.setPhase("steady");
    outcome.setStatusCode(503);
    outcome.setError("Service Unavailable");
    outcome.setConnectMicros(1_234L);
    outcome.setFirstByteMicros(98_765L);
    outcome.setTraceId("4bf92f3577b34da6a3ce929d0e0e4736");
    outcome.setLabels(new HashMap<>(Map.of("region", "eu", "tier", "gold")));
    return outcome;
  }

  /** What the encoder can say: no labels, statuses above 0, durations of 0 and more. */
  private static RequestOutcome encodable(RequestOutcome outcome) {
    outcome.setLabels(Map.of());
    Integer status = outcome.getStatusCode();
    outcome.setStatusCode(status == null || status <= 0 ? null : status);
    outcome.setConnectMicros(notNegative(outcome.getConnectMicros()));
    outcome.setFirstByteMicros(notNegative(outcome.getFirstByteMicros()));
    return outcome;
  }

  private static Long notNegative(Long micros) {
    return micros == null || micros < 0 ? null : micros;
  }

  static byte[] encode(OutcomeEncoder encoder, RequestOutcome outcome) {
    Integer status = outcome.getStatusCode();
    Long connect = outcome.getConnectMicros();
    Long firstByte = outcome.getFirstByteMicros();
    return encoder
        .who(
            utf8(outcome.getRunId()),
            utf8(outcome.getAgentId()),
            outcome.getSequence(),
            utf8(outcome.getScenario()),
            utf8(outcome.getOperation()),
            utf8(outcome.getPhase()),
            outcome.getUserId(),
            outcome.getProtocol())
        .when(outcome.getIntendedStartMicros(), outcome.getStartMicros(), outcome.getEndMicros())
        .how(
            outcome.getOutcome(),
            status == null ? 0 : status,
            utf8(outcome.getError()),
            outcome.getBytesSent(),
            outcome.getBytesReceived(),
            connect == null ? -1 : connect,
            firstByte == null ? -1 : firstByte)
        .finish(utf8(outcome.getTraceId()));
  }

  private static byte[] utf8(String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }
}
