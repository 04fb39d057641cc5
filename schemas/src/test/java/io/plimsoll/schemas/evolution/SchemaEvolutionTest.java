package io.plimsoll.schemas.evolution;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.AvroBytes;
import io.plimsoll.schemas.CountingRegistry;
import io.plimsoll.schemas.RandomRecords;
import io.plimsoll.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version ever released can be read by the current one, and the other way round. */
class SchemaEvolutionTest {
  private static final int RECORDS = 100;

  static Stream<Schema> current() {
    return ReleasedSchemas.current();
  }

  @ParameterizedTest
  @MethodSource("current")
  void theCurrentSchemaIsTheNewestReleasedVersion(Schema current) {
    List<Schema> released = ReleasedSchemas.of(current);
    boolean same = !released.isEmpty() && released.get(released.size() - 1).equals(current);
    Path next = ReleasedSchemas.next(current, released);
    if (!same && Boolean.getBoolean("golden.update")) {
      ReleasedSchemas.write(next, current);
      same = true;
    }

    assertThat(same)
        .as(
            "%s differs from its newest released version. If the change is meant, run"
                + " ./mvnw verify -pl schemas -am -Dgolden.update=true,"
                + " which writes schemas/%s, and commit that file; released files never change."
                + " (schemas/README.md: How to evolve a schema)",
            current.getFullName(), next)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("current")
  void avroCallsEveryVersionCompatibleBothWays(Schema current) {
    for (Schema version : ReleasedSchemas.of(current)) {
      assertCompatible(current, version);
      assertCompatible(version, current);
    }
  }

  @ParameterizedTest
  @MethodSource("current")
  void recordsOfEveryVersionAreReadByTheCurrentSchema(Schema current) {
    CountingRegistry registry = new CountingRegistry();
    var deserializer = new AvroSerdes(registry).<SpecificRecord>deserializer(current);
    for (Schema version : ReleasedSchemas.of(current)) {
      int id = registry.put("t-value", version);
      RandomRecords records = new RandomRecords(21);
      for (int i = 0; i < RECORDS; i++) {
        byte[] written = AvroBytes.of(records.record(version));
        SpecificRecord read = deserializer.deserialize("t", AvroBytes.framed(id, written));
        assertThat(AvroBytes.of(read))
            .as("seed 21, record %d", i)
            .isEqualTo(AvroBytes.of(AvroBytes.read(written, version, current)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("current")
  void recordsOfTheCurrentSchemaAreReadByEveryVersion(Schema current) {
    for (Schema version : ReleasedSchemas.of(current)) {
      RandomRecords records = new RandomRecords(22);
      for (int i = 0; i < RECORDS; i++) {
        GenericRecord written = records.record(current);
        GenericRecord read = AvroBytes.read(AvroBytes.of(written), current, version);
        assertThat(read.getSchema()).as("seed 22, record %d", i).isEqualTo(version);
        assertThat(String.valueOf(read.get(0))).isEqualTo(String.valueOf(written.get(0)));
      }
    }
  }

  private static void assertCompatible(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(result.getType()).as(result.getDescription()).isEqualTo(COMPATIBLE);
  }
}
