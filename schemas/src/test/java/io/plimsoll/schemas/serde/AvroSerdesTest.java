package io.plimsoll.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.AvroBytes;
import io.plimsoll.schemas.CountingRegistry;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.RandomRecords;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.Threads;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdesTest {
  private final CountingRegistry registry = new CountingRegistry();
  private final AvroSerdes serdes = new AvroSerdes(registry);

  static List<Topic> topics() {
    return new Topics().all();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void writesAvrosBytesBehindTheHeaderAndReadsThemBack(Topic topic) {
    Serde<SpecificRecord> serde = serdes.serde(topic.value());
    RandomRecords records = new RandomRecords(8);
    for (int i = 0; i < 200; i++) {
      SpecificRecord record = records.specific(topic.value());

      byte[] bytes = serde.serializer().serialize(topic.name(), record);

      assertThat(bytes)
          .as("seed 8, record %d", i)
          .isEqualTo(AvroBytes.framed(1, AvroBytes.of(record)));
      SpecificRecord read = serde.deserializer().deserialize(topic.name(), bytes);
      assertThat(AvroBytes.of(read)) // Avro's equals calls NaN different from itself
          .as("seed 8, record %d", i)
          .isEqualTo(AvroBytes.of(record));
    }
    assertThat(registry.registrations()).isEqualTo(1);
    assertThat(registry.lookUps()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void refusesTruncationsAndSurvivesFlippedBits(Topic topic) {
    long seed = topic.name().hashCode();
    Random random = new Random(seed);
    Serde<SpecificRecord> serde = serdes.serde(topic.value());
    RandomRecords records = new RandomRecords(seed);
    for (int i = 0; i < 30; i++) {
      SpecificRecord record = records.specific(topic.value());
      byte[] sound = serde.serializer().serialize(topic.name(), record);
      for (int length = 5; length < sound.length; length++) {
        byte[] cut = Arrays.copyOf(sound, length);
        assertThatThrownBy(() -> serde.deserializer().deserialize(topic.name(), cut))
            .as("seed %d, record %d cut at %d", seed, i, length)
            .isInstanceOf(WireException.class);
      }
      for (int trial = 0; trial < 200; trial++) {
        byte[] bad = sound.clone();
        bad[5 + random.nextInt(bad.length - 5)] ^= (byte) (1 << random.nextInt(8));
        readOrRefuse(serde, topic.name(), bad);
      }
    }
  }

  private static void readOrRefuse(Serde<SpecificRecord> serde, String topic, byte[] bytes) {
    try {
      assertThat(serde.deserializer().deserialize(topic, bytes)).isNotNull();
    } catch (WireException refused) {
      assertThat(refused.code()).isNotNull();
    }
  }

  /** Avro's own decoder takes 2 GiB for each of these before it looks at the bytes. */
  @Test
  void aLengthBeyondTheBytesTakesNoMemory() {
    byte[] gigantic = {(byte) 0xda, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}; // 2^31 − 19
    int id = registry.put("t-value", RunRecord.getClassSchema());
    byte[] string = AvroBytes.framed(id, gigantic);
    assertThatThrownBy(
            () -> serdes.deserializer(RunRecord.getClassSchema()).deserialize("t", string))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("length of 2147483629");

    RunRecord run = new RandomRecords(4).specific(RunRecord.class);
    run.setEndedAtMicros(null);
    run.setAgents(List.of());
    byte[] sound = AvroBytes.framed(id, AvroBytes.of(run));
    run.setAgents(List.of("x"));
    int agents = Arrays.mismatch(sound, AvroBytes.framed(id, AvroBytes.of(run)));
    byte[] array = Arrays.copyOf(sound, agents + gigantic.length);
    System.arraycopy(gigantic, 0, array, agents, gigantic.length);
    assertThatThrownBy(
            () -> serdes.deserializer(RunRecord.getClassSchema()).deserialize("t", array))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("length of 2147483629");
  }

  @Test
  void bytesLeftOverAreRefused() {
    Serde<KpiWindow> serde = serdes.serde(KpiWindow.getClassSchema());
    KpiWindow window = new RandomRecords(6).specific(KpiWindow.class);
    byte[] sound = serde.serializer().serialize("t", window);

    assertThatThrownBy(
            () -> serde.deserializer().deserialize("t", Arrays.copyOf(sound, sound.length + 1)))
        .isInstanceOfSatisfying(
            WireException.class, e -> assertThat(e.code()).isEqualTo(WireException.Code.TRUNCATED));
  }

  @Test
  void nothingStaysNothing() {
    Serde<RunRecord> serde = serdes.serde(RunRecord.getClassSchema());

    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", null)).isNull();
  }

  @Test
  void anotherRecordIsRefusedByName() {
    AgentProgress mark = new AgentProgress("r", "a", 1L, 2L, false);
    byte[] bytes = serdes.serializer(AgentProgress.getClassSchema()).serialize("t", mark);

    assertThatThrownBy(
            () -> serdes.deserializer(RunRecord.getClassSchema()).deserialize("t", bytes))
        .isInstanceOfSatisfying(
            WireException.class,
            e -> assertThat(e.code()).isEqualTo(WireException.Code.WRONG_SCHEMA))
        .hasMessageContaining("AgentProgress");
  }

  @Test
  void oneSerdeServesManyThreads() throws Exception {
    Schema schema = KpiWindow.getClassSchema();
    Serde<KpiWindow> serde = serdes.serde(schema);

    Threads.together(
        12,
        thread -> {
          RandomRecords records = new RandomRecords(thread);
          for (int i = 0; i < 300; i++) {
            KpiWindow window = records.specific(KpiWindow.class);
            byte[] bytes = serde.serializer().serialize("t", window);
            assertThat(bytes).isEqualTo(AvroBytes.framed(1, AvroBytes.of(window)));
            KpiWindow read = serde.deserializer().deserialize("t", bytes);
            assertThat(AvroBytes.of(read)).isEqualTo(AvroBytes.of(window));
          }
        });

    assertThat(registry.registrations()).isEqualTo(1);
    assertThat(registry.lookUps()).isEqualTo(1);
  }

  @Test
  void everyTopicAndSchemaHasItsOwnId() {
    SchemaIds ids = serdes.ids();
    Schema outcome = RequestOutcome.getClassSchema();
    Schema progress = AgentProgress.getClassSchema();

    int first = ids.idOf("a", outcome);
    int mark = ids.idOf("a", progress);

    assertThat(mark).isNotEqualTo(first);
    assertThat(ids.idOf("a", outcome)).isEqualTo(first);
    assertThat(ids.schemaOf(first)).isEqualTo(outcome);
    assertThat(ids.schemaOf(mark)).isEqualTo(progress);
    assertThat(SchemaIds.subject("a", outcome)).isEqualTo("a-value");
    assertThat(SchemaIds.subject("a", progress)).isEqualTo("a-io.plimsoll.schemas.AgentProgress");
  }

  @Test
  void twoVersionsOnOneTopicKeepTheirOwnIds() {
    Schema current = RequestOutcome.getClassSchema();
    List<Schema.Field> fields =
        current.getFields().stream()
            .filter(field -> !field.name().equals("traceId"))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    Schema older =
        Schema.createRecord(current.getName(), "", current.getNamespace(), false, fields);

    int olderId = serdes.ids().idOf("t", older);

    assertThat(serdes.ids().idOf("t", current)).isNotEqualTo(olderId);
    assertThat(serdes.ids().idOf("t", older)).isEqualTo(olderId);
  }
}
