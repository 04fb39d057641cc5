package io.plimsoll.schemas.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.AvroBytes;
import io.plimsoll.schemas.CountingRegistry;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RandomRecords;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Several outcomes in one record: what is written, what is read, what is refused. */
final class OutcomeBatchTest {
  private static final String TOPIC = "request-outcomes";

  private final CountingRegistry registry = new CountingRegistry();
  private final SchemaIds ids = new SchemaIds(registry);
  private final OutcomeReader reader = new OutcomeReader(ids, TOPIC);
  private final int outcomeId = registry.put(TOPIC + "-value", RequestOutcome.getClassSchema());
  private final int batchId = registry.put(TOPIC + "-batch", RequestOutcomeBatch.getClassSchema());

  @Test
  void avroReadsWhatTheEncoderWrote() {
    List<RequestOutcome> written = outcomes(7, 64);
    var avro = new AvroDeserializer<RequestOutcomeBatch>(ids, RequestOutcomeBatch.getClassSchema());

    byte[] record = encoded(written);

    assertThat(avro.deserialize(TOPIC, record).getOutcomes()).isEqualTo(written);
  }

  @Test
  void oneOutcomeIsWrittenAsItself() {
    List<RequestOutcome> written = outcomes(8, 1);
    var avro = new AvroDeserializer<RequestOutcome>(ids, RequestOutcome.getClassSchema());

    byte[] record = encoded(written);

    assertThat(reader.kindOf(record)).isEqualTo(OutcomeReader.Kind.CURRENT_OUTCOME);
    assertThat(avro.deserialize(TOPIC, record)).isEqualTo(written.get(0));
  }

  @Test
  void writesInPlaceWhatItWouldCopy() {
    OutcomeBatchEncoder inPlace = new OutcomeBatchEncoder(outcomeId, batchId);
    OutcomeBatchEncoder copying = new OutcomeBatchEncoder(outcomeId, batchId);
    OutcomeEncoder alone = new OutcomeEncoder(outcomeId);
    byte[] run = utf8("run-1");
    byte[] agent = utf8("agent-1");
    byte[] scenario = utf8("shop");
    byte[] operation = utf8("größer");
    byte[] phase = utf8("steady");
    byte[] source = OutcomeEncoder.names(run, agent);
    byte[] kind = OutcomeEncoder.names(scenario, operation, phase);
    for (int size : new int[] {1, 2, 63, 64, 200, OutcomeBatchEncoder.MOST_OUTCOMES, 1}) {
      for (int i = 0; i < size; i++) {
        rest(inPlace.next().who(source, i, kind, 7, Protocol.HTTP2)).end();
        rest(alone.who(run, agent, i, scenario, operation, phase, 7, Protocol.HTTP2))
            .finishInto(copying);
      }

      byte[] record = inPlace.finish();

      assertThat(record).as("%d outcomes", size).isEqualTo(copying.finish());
      assertThat(read(record)).isEqualTo(size);
    }
  }

  private static OutcomeEncoder rest(OutcomeEncoder begun) {
    return begun
        .when(1_000, 1_001, 1_500)
        .how(OutcomeKind.TIMEOUT, 0, utf8("no answer in time"), 120, 0, -1, 33);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsWhatAvroWroteAnywhereInAnArray() {
    for (int size : new int[] {0, 1, 63, 64, 65, 1_000}) {
      List<RequestOutcome> written = outcomes(size, size);
      byte[] record = AvroBytes.framed(batchId, AvroBytes.of(new RequestOutcomeBatch(written)));
      byte[] within = new byte[record.length + 20];
      Arrays.fill(within, (byte) -1);
      System.arraycopy(record, 0, within, 9, record.length);

      int read = reader.outcomes(within, 9, 9 + record.length);

      assertThat(read).isEqualTo(size);
      assertSame(written);
    }
  }

  @Test
  void readsOtherVersionsThroughAvro() {
    Schema reworded = withDefaultedField();
    int id = registry.put(TOPIC + "-other", reworded);
    List<RequestOutcome> written = outcomes(5, 10);
    byte[] current = AvroBytes.of(new RequestOutcomeBatch(written));
    byte[] more = Arrays.copyOf(current, current.length + 1); // the new field: an empty string
    byte[] record = AvroBytes.framed(id, more);

    assertThat(reader.kindOf(record)).isEqualTo(OutcomeReader.Kind.OTHER_BATCH);
    assertThat(reader.outcomes(record, 0, record.length)).isEqualTo(10);
    assertSame(written);
  }

  @Test
  void refusesEveryTruncationAsAWhole() {
    byte[] sound = encoded(outcomes(44, 5));
    for (int length = 5; length < sound.length; length++) {
      assertTruncated(Arrays.copyOf(sound, length));
    }
    assertTruncated(Arrays.copyOf(sound, sound.length + 1));
  }

  @Test
  void saysWhichOutcomeOfHowManyIsBroken() {
    List<RequestOutcome> three = outcomes(3, 3);
    byte[] sound = encoded(three);
    int thirdAt = sound.length - 1 - AvroBytes.of(three.get(2)).length;

    assertThatThrownBy(() -> read(Arrays.copyOf(sound, thirdAt + 4)))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("outcome 3 of 3");
  }

  @Test
  void refusesMoreThanMayTravelTogether() {
    byte[] promisesTooMany = AvroBytes.framed(batchId, new byte[] {(byte) 0x82, 0x40, 0});

    assertThatThrownBy(() -> read(promisesTooMany))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("4097 outcomes");
  }

  private void assertTruncated(byte[] record) {
    assertThatThrownBy(() -> read(record))
        .as(Arrays.toString(record))
        .isInstanceOfSatisfying(
            WireException.class, e -> assertThat(e.code()).isEqualTo(WireException.Code.TRUNCATED));
  }

  private int read(byte[] record) {
    return reader.outcomes(record, 0, record.length);
  }

  private void assertSame(List<RequestOutcome> written) {
    for (int i = 0; i < written.size(); i++) {
      OutcomeView view = reader.view(i);
      assertThat(view.runId()).isEqualTo(written.get(i).getRunId());
      assertThat(view.sequence()).isEqualTo(written.get(i).getSequence());
      assertThat(view.endMicros()).isEqualTo(written.get(i).getEndMicros());
      assertThat(view.bytesReceived()).isEqualTo(written.get(i).getBytesReceived());
    }
  }

  private byte[] encoded(List<RequestOutcome> outcomes) {
    OutcomeBatchEncoder encoder = new OutcomeBatchEncoder(outcomeId, batchId);
    for (RequestOutcome outcome : outcomes) {
      byte[] bytes = AvroBytes.of(outcome);
      encoder.add(bytes, 0, bytes.length);
    }
    return encoder.finish();
  }

  private static List<RequestOutcome> outcomes(int seed, int count) {
    RandomRecords records = new RandomRecords(seed);
    List<RequestOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outcomes.add(records.outcome());
    }
    return outcomes;
  }

  private static Schema withDefaultedField() {
    Schema current = RequestOutcomeBatch.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("region", Schema.create(Schema.Type.STRING), "Not known.", ""));
    return Schema.createRecord(
        current.getName(), current.getDoc(), current.getNamespace(), false, fields);
  }
}
