package io.plimsoll.schemas.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.AvroBytes;
import io.plimsoll.schemas.CountingRegistry;
import io.plimsoll.schemas.RandomRecords;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // the view tells the ordinal, as Avro writes it
class OutcomeReadingTest {
  private static final String TOPIC = "plimsoll.request-outcomes";
  private static final Schema CURRENT = RequestOutcome.getClassSchema();

  private final CountingRegistry registry = new CountingRegistry();
  private final OutcomeReader reader = new OutcomeReader(new SchemaIds(registry), TOPIC);

  @Test
  void readsWhatTheSerializerWrote() {
    long seed = 99;
    RandomRecords records = new RandomRecords(seed);
    OutcomeSerializer serializer = new OutcomeSerializer(new SchemaIds(registry));
    for (int i = 0; i < 5_000; i++) {
      RequestOutcome outcome = records.outcome();

      OutcomeView view = reader.outcome(serializer.serialize(TOPIC, outcome));

      assertSame("seed " + seed + ", record " + i, outcome, view);
    }
    assertThat(registry.lookUps()).isEqualTo(1);
  }

  @Test
  void readsMapsWhoseBlocksTellTheirSize() {
    RequestOutcome outcome = new RandomRecords(3).outcome();
    outcome.setLabels(java.util.Map.of());
    byte[] plain = AvroBytes.framed(1, AvroBytes.of(outcome));
    // One label in a block of −1 entries and 4 bytes, then the end of the map.
    byte[] block = {1, 8, 2, 'k', 2, 'v', 0};
    byte[] sized = Arrays.copyOf(plain, plain.length - 1 + block.length);
    System.arraycopy(block, 0, sized, plain.length - 1, block.length);

    OutcomeView view = new OutcomeView();
    view.read(sized);

    assertSame("sized block", outcome, view);
  }

  @Test
  void readsOlderAndNewerVersions() {
    long seed = 12;
    RandomRecords records = new RandomRecords(seed);
    List<Schema> versions = List.of(older(), newer());
    for (Schema version : versions) {
      int id = registry.put(TOPIC + "-value", version);
      for (int i = 0; i < 500; i++) {
        GenericRecord written = records.record(version);
        byte[] avro = AvroBytes.of(written);
        GenericRecord expected = AvroBytes.read(avro, version, CURRENT);

        byte[] record = AvroBytes.framed(id, avro);
        assertThat(reader.kindOf(record)).isEqualTo(OutcomeReader.Kind.OTHER_OUTCOME);
        OutcomeView view = reader.outcome(record);

        assertThat(view.runId())
            .as("seed %d, record %d", seed, i)
            .isEqualTo(text(expected, "runId"));
        assertThat(view.sequence()).isEqualTo(expected.get("sequence"));
        assertThat(view.endMicros()).isEqualTo(expected.get("endMicros"));
        assertThat(view.bytesReceived()).isEqualTo(expected.get("bytesReceived"));
        assertThat(operation(view)).isEqualTo(text(expected, "operation"));
      }
    }
    assertThat(registry.registrations()).as("reading must not register schemas").isZero();
  }

  @Test
  void aSchemaThatDiffersInWordsOnlyIsReadInPlace() {
    String reworded = CURRENT.toString().replace("The run this belongs to.", "Its run.");
    String foreign = reworded.replace(",\"avro.java.string\":\"String\"", "");
    assertThat(foreign).isNotEqualTo(reworded);
    int id = registry.put(TOPIC + "-value", new Schema.Parser().parse(foreign));

    byte[] record = AvroBytes.framed(id, AvroBytes.of(new RandomRecords(1).outcome()));

    assertThat(reader.kindOf(record)).isEqualTo(OutcomeReader.Kind.CURRENT_OUTCOME);
  }

  @Test
  void tellsMarksFromOutcomes() {
    int markId = registry.put(TOPIC + "-progress", AgentProgress.getClassSchema());
    int outcomeId = registry.put(TOPIC + "-value", CURRENT);
    AgentProgress mark = new AgentProgress("r", "a", 17L, 4L, true);
    byte[] markRecord = AvroBytes.framed(markId, AvroBytes.of(mark));
    byte[] outcomeRecord =
        AvroBytes.framed(outcomeId, AvroBytes.of(new RandomRecords(2).outcome()));

    for (int i = 0; i < 3; i++) {
      assertThat(reader.kindOf(markRecord)).isEqualTo(OutcomeReader.Kind.PROGRESS);
      assertThat(reader.progress(markRecord)).isEqualTo(mark);
      assertThat(reader.kindOf(outcomeRecord)).isEqualTo(OutcomeReader.Kind.CURRENT_OUTCOME);
    }
    assertThat(registry.lookUps()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoOutcome() {
    int runs = registry.put("runs-value", RunRecord.getClassSchema());

    assertRefused(WireException.Code.NOT_AVRO, null);
    assertRefused(WireException.Code.NOT_AVRO, new byte[0]);
    assertRefused(WireException.Code.NOT_AVRO, new byte[4]);
    assertRefused(WireException.Code.NOT_AVRO, "{\"json\":1}".getBytes(UTF_8));
    assertRefused(WireException.Code.UNKNOWN_SCHEMA, AvroBytes.framed(-1, new byte[9]));
    assertRefused(WireException.Code.UNKNOWN_SCHEMA, AvroBytes.framed(0, new byte[9]));
    assertRefused(WireException.Code.UNKNOWN_SCHEMA, AvroBytes.framed(998, new byte[9]));
    assertRefused(WireException.Code.WRONG_SCHEMA, AvroBytes.framed(runs, new byte[9]));
  }

  @Test
  void refusesEveryTruncationAndEveryTrailingByte() {
    int id = registry.put(TOPIC + "-value", CURRENT);
    RandomRecords records = new RandomRecords(44);
    for (int i = 0; i < 100; i++) {
      byte[] sound = AvroBytes.framed(id, AvroBytes.of(records.outcome()));
      for (int length = 5; length < sound.length; length++) {
        assertRefused(WireException.Code.TRUNCATED, Arrays.copyOf(sound, length));
      }
      assertRefused(WireException.Code.TRUNCATED, Arrays.copyOf(sound, sound.length + 1));
      assertThat(reader.outcome(sound).bytes()).isSameAs(sound);
    }
  }

  /** The view and Avro agree on which broken records can be read, and on what they say. */
  @Test
  void flippedBitsAreJudgedAsAvroJudgesThem() {
    int id = registry.put(TOPIC + "-value", CURRENT);
    long seed = 5;
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(seed);
    var avro =
        new io.plimsoll.schemas.serde.AvroDeserializer<RequestOutcome>(
            new SchemaIds(registry), CURRENT);
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] bad = AvroBytes.framed(id, AvroBytes.of(records.outcome()));
      bad[5 + random.nextInt(bad.length - 5)] ^= (byte) (1 << random.nextInt(8));
      String message = "seed " + seed + ", record " + i;
      RequestOutcome expected = readOrNull(() -> avro.deserialize(TOPIC, bad));
      OutcomeView view = readOrNull(() -> reader.outcome(bad));
      assertThat(view != null).as(message).isEqualTo(expected != null);
      if (expected != null && expected.toString().indexOf('\uFFFD') < 0) {
        assertSame(message, expected, view);
        read++;
      }
    }
    assertThat(read).isPositive();
  }

  private static <T> T readOrNull(java.util.function.Supplier<T> read) {
    try {
      return read.get();
    } catch (WireException refused) {
      return null;
    }
  }

  private void assertRefused(WireException.Code code, byte[] record) {
    assertThatThrownBy(() -> reader.outcome(record))
        .as(Arrays.toString(record))
        .isInstanceOfSatisfying(WireException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertSame(String message, RequestOutcome expected, OutcomeView view) {
    assertThat(view.runId()).as(message).isEqualTo(expected.getRunId());
    assertThat(new String(view.bytes(), view.agentIdOffset(), view.agentIdLength(), UTF_8))
        .as(message)
        .isEqualTo(expected.getAgentId());
    assertThat(operation(view)).as(message).isEqualTo(expected.getOperation());
    assertThat(
            new long[] {
              view.sequence(),
              view.intendedStartMicros(),
              view.startMicros(),
              view.endMicros(),
              view.outcomeOrdinal(),
              view.bytesSent(),
              view.bytesReceived()
            })
        .as(message)
        .containsExactly(
            expected.getSequence(),
            expected.getIntendedStartMicros(),
            expected.getStartMicros(),
            expected.getEndMicros(),
            expected.getOutcome().ordinal(),
            expected.getBytesSent(),
            expected.getBytesReceived());
  }

  private static String operation(OutcomeView view) {
    return new String(view.bytes(), view.operationOffset(), view.operationLength(), UTF_8);
  }

  private static String text(GenericRecord record, String field) {
    return record.get(field).toString();
  }

  /** Without labels, trace id and byte counts. */
  private static Schema older() {
    return withFields(
        CURRENT.getFields().stream()
            .filter(field -> !field.name().matches("labels|traceId|bytes.*"))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
  }

  /** With a field that is not yet known, in the middle. */
  private static Schema newer() {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : CURRENT.getFields()) {
      fields.add(new Schema.Field(field, field.schema()));
    }
    Schema many = Schema.createArray(Schema.create(Schema.Type.DOUBLE));
    fields.add(4, new Schema.Field("retries", many, "Not yet known.", List.of()));
    return withFields(fields);
  }

  private static Schema withFields(List<Schema.Field> fields) {
    return Schema.createRecord(
        CURRENT.getName(), CURRENT.getDoc(), CURRENT.getNamespace(), false, fields);
  }
}
