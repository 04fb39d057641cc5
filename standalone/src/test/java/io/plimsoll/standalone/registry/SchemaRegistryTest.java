package io.plimsoll.standalone.registry;

import static io.plimsoll.standalone.registry.TestSchemas.FIRST;
import static io.plimsoll.standalone.registry.TestSchemas.OPTIONAL_ADDED;
import static io.plimsoll.standalone.registry.TestSchemas.REQUIRED_ADDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import io.plimsoll.standalone.registry.RegistryCaller.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RegistryContract of end-to-end can't see or Apicurio does otherwise. */
@TestInstance(Lifecycle.PER_CLASS)
class SchemaRegistryTest {
  private EmbeddedBroker broker;
  private SchemaRegistry registry;
  private RegistryCaller caller;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = EmbeddedBroker.start(BrokerConfig.in(directory));
    registry = SchemaRegistry.start(RegistryConfig.over(broker.bootstrapServers()));
    caller = new RegistryCaller(registry.url());
  }

  @AfterAll
  void stop() {
    registry.close();
    broker.close();
  }

  @Test
  void answersInTheRegistrysOwnContentType() throws Exception {
    Answer answer = caller.get("/schemas/types");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(answer.body().toString()).isEqualTo("[\"AVRO\"]");
    assertThat(caller.get("/").body().toString()).isEqualTo("{}");
    assertThat(caller.get("/mode").body().path("mode").asText()).isEqualTo("READWRITE");
  }

  @Test
  void showsAVersionAndWhereItsSchemaIsUsed() throws Exception {
    int id = caller.register("shown%2Fas%20is", TestSchemas.numbered(77));

    Answer version = caller.get("/subjects/shown%2Fas%20is/versions/latest");

    assertThat(version.body().path("subject").asText()).isEqualTo("shown/as is");
    assertThat(version.body().path("id").asInt()).isEqualTo(id);
    assertThat(version.body().path("version").asInt()).isEqualTo(1);
    assertThat(
            caller.get("/subjects/shown%2Fas%20is/versions/1/schema").body().path("name").asText())
        .isEqualTo("Sample");
    assertThat(caller.get("/schemas/ids/" + id + "/subjects").body().toString())
        .isEqualTo("[\"shown/as is\"]");
    assertThat(caller.get("/schemas/ids/" + id + "/versions").body().toString())
        .isEqualTo("[{\"subject\":\"shown/as is\",\"version\":1}]");
    assertThat(caller.get("/subjects?subjectPrefix=shown/").body()).hasSize(1);
  }

  @Test
  void takesTheSameSchemaInOtherWhiteSpaceAsTheSame() throws Exception {
    int id = caller.register("spaced", FIRST);

    assertThat(caller.register("spaced", FIRST.replace(",", " ,\n ").replace(":", " : ")))
        .isEqualTo(id);
    assertThat(caller.get("/subjects/spaced/versions").body()).hasSize(1);
  }

  @Test
  void takesAnythingUnderNone() throws Exception {
    caller.register("loose", FIRST);
    assertThat(caller.put("/config/loose", Map.of("compatibility", "NONE")).status())
        .isEqualTo(200);

    assertThat(caller.register("loose", REQUIRED_ADDED)).isPositive();
    assertThat(caller.get("/config/loose").body().path("compatibilityLevel").asText())
        .isEqualTo("NONE");
    assertThat(caller.delete("/config/loose").status()).isEqualTo(200);
    assertThat(caller.get("/config/loose").errorCode()).isEqualTo(40408);
    assertThat(
            caller
                .get("/config/loose?defaultToGlobal=true")
                .body()
                .path("compatibilityLevel")
                .asText())
        .isEqualTo("BACKWARD");
  }

  @Test
  void explainsARefusal() throws Exception {
    caller.register("strict", FIRST);

    Answer refused = caller.post("/subjects/strict/versions", Map.of("schema", REQUIRED_ADDED));
    Answer asked =
        caller.post(
            "/compatibility/subjects/strict/versions/latest?verbose=true",
            Map.of("schema", REQUIRED_ADDED));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.message()).contains("strict", "BACKWARD", "must");
    assertThat(asked.body().path("is_compatible").asBoolean()).isFalse();
    assertThat(asked.body().path("messages").get(0).asText()).contains("must");
  }

  @Test
  void givesADeletedSchemaItsIdAgainAndANewVersion() throws Exception {
    int id = caller.register("back", FIRST);
    assertThat(caller.delete("/subjects/back").body().toString()).isEqualTo("[1]");

    assertThat(caller.get("/subjects/back/versions?deleted=true").body().toString())
        .isEqualTo("[1]");
    assertThat(caller.register("back", FIRST)).isEqualTo(id);
    assertThat(caller.get("/subjects/back/versions").body().toString()).isEqualTo("[2]");
    assertThat(caller.delete("/subjects/back?permanent=true").errorCode()).isEqualTo(42205);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /subjects/none/versions,          '',                                   404, 40401",
    "GET,  /subjects/none/versions/1,        '',                                   404, 40401",
    "GET,  /subjects/none/versions/zero,     '',                                   422, 42202",
    "GET,  /subjects/none/versions/0,        '',                                   422, 42202",
    "GET,  /schemas/ids/123456,              '',                                   404, 40403",
    "GET,  /schemas/ids/x,                   '',                                   404, 40403",
    "GET,  /nowhere,                         '',                                   404, 404",
    "POST, /subjects,                        '{}',                                 405, 405",
    "POST, /subjects/s/versions,             'no JSON',                            400, 400",
    "POST, /subjects/s/versions,             '[]',                                 400, 400",
    "POST, /subjects/s/versions,             '{}',                                 422, 42201",
    "POST, /subjects/s/versions,             '{\"schema\":\"{\"}',                 422, 42201",
    "POST, /subjects/s/versions,             '{\"schema\":\"\\\"Unknown\\\"\"}',   422, 42201",
    "POST, /subjects/s/versions,"
        + " '{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"Unknown\\\"}\"}', 422,"
        + " 42201",
    "POST, /subjects/s/versions,             '{\"schemaType\":\"JSON\",\"schema\":\"{}\"}', 422,"
        + " 42201",
    "POST, /subjects/s/versions,            "
        + " '{\"references\":[{\"name\":\"a\"}],\"schema\":\"\\\"int\\\"\"}', 422, 42201",
    "POST, /subjects/s/versions,             '{\"id\":7,\"schema\":\"\\\"int\\\"\"}', 422, 42205",
    "PUT,  /config,                          '{\"compatibility\":\"SIDEWAYS\"}',   422, 42203",
    "PUT,  /config/s,                        '{}',                                 422, 42203"
  })
  void refusesByConfluentsCodes(String method, String path, String body, int status, int code)
      throws IOException, InterruptedException {
    Answer answer = caller.call(method, path, body, Map.of());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.message()).isNotBlank();
  }

  @Test
  void keepsIdsAndVersionsWhenRestarted() throws Exception {
    RegistryConfig config = RegistryConfig.over(broker.bootstrapServers()).withTopic("restarted");
    int first;
    int second;
    try (SchemaRegistry one = SchemaRegistry.start(config)) {
      RegistryCaller before = new RegistryCaller(one.url());
      first = before.register("s", FIRST);
      second = before.register("s", OPTIONAL_ADDED);
      before.put("/config/s", Map.of("compatibility", "FULL"));
      before.delete("/subjects/s/versions/1");
    }

    try (SchemaRegistry again = SchemaRegistry.start(config)) {
      RegistryCaller after = new RegistryCaller(again.url());
      assertThat(after.get("/subjects/s/versions").body().toString()).isEqualTo("[2]");
      assertThat(after.get("/config/s").body().path("compatibilityLevel").asText())
          .isEqualTo("FULL");
      assertThat(after.register("other", FIRST)).isEqualTo(first);
      assertThat(after.register("s", OPTIONAL_ADDED)).isEqualTo(second);
      assertThat(after.register("t", TestSchemas.numbered(5))).isGreaterThan(second);
    }
  }

  @Test
  void agreesWithAnotherRegistryOnTheSameTopic() throws Exception {
    RegistryConfig config = RegistryConfig.over(broker.bootstrapServers()).withTopic("shared");
    try (SchemaRegistry one = SchemaRegistry.start(config);
        SchemaRegistry two = SchemaRegistry.start(config)) {
      List<RegistryCaller> callers =
          List.of(new RegistryCaller(one.url()), new RegistryCaller(two.url()));

      RegistryRace.registerAtOnce(callers, 4, 25);

      RegistryRace.assertAgreement(config, callers, 25);
    }
  }
}
