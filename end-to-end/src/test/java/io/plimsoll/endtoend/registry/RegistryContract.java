package io.plimsoll.endtoend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a registry must do for Confluent's own client; run against ours and against Apicurio, so
 * that neither is the judge.
 */
abstract class RegistryContract {
  private static final AvroSchema FIRST = RegistrySamples.FIRST;
  private static final AvroSchema OPTIONAL_ADDED = RegistrySamples.OPTIONAL_ADDED;
  private static final AvroSchema REQUIRED_ADDED = RegistrySamples.REQUIRED_ADDED;

  private String subject;

  @BeforeEach
  void chooseASubjectOfItsOwn() {
    subject = "contract-" + UUID.randomUUID() + "-value";
  }

  /** The base of the Confluent API, with BACKWARD as its global compatibility. */
  abstract String url();

  @Test
  void registersASchemaOnce() throws Exception {
    SchemaRegistryClient client = client();

    int id = client.register(subject, FIRST);

    assertThat(client().register(subject, FIRST)).isEqualTo(id);
    assertThat(client().getId(subject, FIRST)).isEqualTo(id);
    assertThat(client().getVersion(subject, FIRST)).isEqualTo(1);
    assertThat(client().getAllVersions(subject)).containsExactly(1);
    assertThat(client().getAllSubjects()).contains(subject);
  }

  @Test
  void givesASchemaBackById() throws Exception {
    int id = client().register(subject, RegistrySamples.EVERYTHING);

    ParsedSchema found = client().getSchemaById(id);

    assertThat(found.rawSchema()).isEqualTo(RegistrySamples.EVERYTHING.rawSchema());
    assertThat(found.rawSchema().toString())
        .isEqualTo(RegistrySamples.EVERYTHING.rawSchema().toString());
  }

  @Test
  void numbersTheVersionsOfASubject() throws Exception {
    int first = client().register(subject, FIRST);
    int second = client().register(subject, OPTIONAL_ADDED);

    assertThat(second).isNotEqualTo(first);
    assertThat(client().getAllVersions(subject)).containsExactly(1, 2);
    assertThat(client().getLatestSchemaMetadata(subject).getId()).isEqualTo(second);
    assertThat(client().getLatestSchemaMetadata(subject).getVersion()).isEqualTo(2);
    assertThat(client().getSchemaMetadata(subject, 1).getId()).isEqualTo(first);
    assertThat(client().getSchemaMetadata(subject, -1).getId()).isEqualTo(second);
  }

  @Test
  void keepsOneIdForOneSchemaInAllSubjects() throws Exception {
    String other = "other-" + subject;

    int id = client().register(subject, FIRST);

    assertThat(client().register(other, FIRST)).isEqualTo(id);
    assertThat(client().getId(other, FIRST)).isEqualTo(id);
  }

  @Test
  void refusesASchemaThatCantReadItsPredecessor() throws Exception {
    client().register(subject, FIRST);

    assertRefused(() -> client().register(subject, REQUIRED_ADDED), 409, 409);
    assertThat(client().getAllVersions(subject)).containsExactly(1);
    assertThat(client().testCompatibility(subject, OPTIONAL_ADDED)).isTrue();
    assertThat(client().testCompatibility(subject, REQUIRED_ADDED)).isFalse();
    assertThat(client().testCompatibilityVerbose(subject, REQUIRED_ADDED)).isNotEmpty();
  }

  @ParameterizedTest(
      name = "{0}: a required field may be added {1}, removed {2}; an optional one added {3}")
  @CsvSource({
    "BACKWARD, false, true,  true",
    "FORWARD,  true,  false, true",
    "FULL,     false, false, true"
  })
  void followsTheSubjectsOwnLevel(String level, boolean adds, boolean removes, boolean addsOptional)
      throws Exception {
    String growing = subject + "-growing";
    String shrinking = subject + "-shrinking";
    client().register(growing, FIRST);
    client().register(shrinking, REQUIRED_ADDED);

    client().updateCompatibility(growing, level);
    client().updateCompatibility(shrinking, level);

    assertThat(client().getCompatibility(growing)).isEqualTo(level);
    assertThat(client().testCompatibility(growing, OPTIONAL_ADDED)).isEqualTo(addsOptional);
    assertThat(takes(growing, REQUIRED_ADDED)).isEqualTo(adds);
    assertThat(takes(shrinking, FIRST)).isEqualTo(removes);
  }

  @Test
  void looksBackFurtherWhenTransitive() throws Exception {
    // Each fits the one before; the third can't read what the first wrote.
    for (String level : List.of("BACKWARD", "BACKWARD_TRANSITIVE")) {
      String each = level + "-" + subject;
      client().updateCompatibility(each, level);
      client().register(each, FIRST);
      client().register(each, RegistrySamples.FIELD_WITH_DEFAULT);

      assertThat(takes(each, RegistrySamples.FIELD_WITHOUT_DEFAULT))
          .isEqualTo(level.equals("BACKWARD"));
    }
  }

  @Test
  void saysWhatItDoesNotHave() throws Exception {
    client().register(subject, FIRST);

    assertRefused(() -> client().getSchemaById(999_999), 404, 40403);
    assertRefused(() -> client().getLatestSchemaMetadata("no-" + subject), 404, 40401);
    assertRefused(() -> client().getAllVersions("no-" + subject), 404, 40401);
    assertRefused(() -> client().getId(subject, OPTIONAL_ADDED), 404, 40403);
    assertRefused(() -> client().getSchemaMetadata(subject, 7), 404, 40402);
  }

  @Test
  void forgetsADeletedVersionButNotItsId() throws Exception {
    client().register(subject, FIRST);
    int second = client().register(subject, OPTIONAL_ADDED);

    assertThat(client().deleteSchemaVersion(subject, "2")).isEqualTo(2);

    assertThat(client().getAllVersions(subject)).containsExactly(1);
    assertRefused(() -> client().getSchemaMetadata(subject, 2), 404, 40402);
    assertThat(client().getSchemaById(second)).isEqualTo(OPTIONAL_ADDED);
  }

  @Test
  void forgetsADeletedSubject() throws Exception {
    client().register(subject, FIRST);

    assertThat(client().deleteSubject(subject)).containsExactly(1);

    assertThat(client().getAllSubjects()).doesNotContain(subject);
    assertRefused(() -> client().getAllVersions(subject), 404, 40401);
  }

  @Test
  void carriesRecordsThroughConfluentsSerializers() throws Exception {
    String topic = subject.substring(0, subject.length() - "-value".length());
    GenericRecord record =
        new GenericRecordBuilder(FIRST.rawSchema()).set("name", "a").set("count", 3L).build();

    byte[] bytes;
    try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(client())) {
      serializer.configure(
          Map.of("schema.registry.url", url(), "auto.register.schemas", true), false);
      bytes = serializer.serialize(topic, record);
    }
    try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(client())) {
      deserializer.configure(Map.of("schema.registry.url", url()), false);

      assertThat(deserializer.deserialize(topic, bytes)).isEqualTo(record);
    }
    assertThat(bytes[0]).isZero();
    assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(client().getId(subject, FIRST));
  }

  @Test
  void givesEveryoneTheSameIdWhenAllRegisterAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> registration = () -> client().register(subject, FIRST);
      Set<Integer> ids = new HashSet<>();
      for (Future<Integer> id :
          pool.invokeAll(List.of(registration, registration, registration, registration))) {
        ids.add(id.get());
      }

      assertThat(ids).hasSize(1);
      assertThat(client().getAllVersions(subject)).containsExactly(1);
    } finally {
      pool.shutdownNow();
    }
  }

  /** A client with an empty cache, so that every answer comes from the registry. */
  private SchemaRegistryClient client() {
    return new CachedSchemaRegistryClient(
        List.of(url()), 100, List.of(new AvroSchemaProvider()), Map.of());
  }

  private boolean takes(String name, AvroSchema schema) throws Exception {
    try {
      client().register(name, schema);
      return true;
    } catch (RestClientException e) {
      assertThat(e.getStatus()).as(e.getMessage()).isEqualTo(409);
      return false;
    }
  }

  private static void assertRefused(ThrowingCallable call, int status, int errorCode) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class,
            e -> {
              assertThat(e.getStatus()).as(e.getMessage()).isEqualTo(status);
              assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(errorCode);
            });
  }
}
