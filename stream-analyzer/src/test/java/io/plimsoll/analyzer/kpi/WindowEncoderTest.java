package io.plimsoll.analyzer.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowEncoderTest {
  private static final String TOPIC = "t.kpi-windows";
  private static final long SECOND = 1_000_000;

  private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
  private final WindowEncoder encoder =
      new WindowEncoder(serdes.ids().idOf(TOPIC, KpiWindow.getClassSchema()));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 24, 25, 3_000})
  void writesWhatAvroWouldWrite(int outcomes) {
    KpiAccumulator kpis = accumulator(outcomes);
    for (boolean closed : new boolean[] {false, true}) {
      KpiWindow window =
          new KpiRecords().window("run-ü", "upload", 10 * SECOND, 20 * SECOND, kpis, closed);

      byte[] bytes =
          encoder.encode(
              "run-ü".getBytes(StandardCharsets.UTF_8),
              "upload".getBytes(StandardCharsets.UTF_8),
              10 * SECOND,
              20 * SECOND,
              kpis,
              closed);

      // A map has no order, so the records are compared and not the bytes.
      assertThat(serdes.deserializer(KpiWindow.getClassSchema()).deserialize(TOPIC, bytes))
          .isEqualTo(window);
    }
  }

  private static KpiAccumulator accumulator(int outcomes) {
    Random random = new Random(31);
    OutcomeKind[] kinds = OutcomeKind.values();
    KpiAccumulator kpis = new KpiAccumulator();
    for (int i = 0; i < outcomes; i++) {
      long took = (long) Math.exp(random.nextGaussian() * 3 + 8) - 1; // some are refused
      long start = 25 * SECOND + i;
      kpis.add(random.nextInt(kinds.length), start - took, start, start + took, 3 + i, 5 + i);
    }
    return kpis;
  }
}
