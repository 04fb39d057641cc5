package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema for editors says what the parser says. */
final class ScenarioSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVERYTHING =
      """
      name: all
      target: http://127.0.0.1:1
      load:
        users: { spawnRate: 5/s, steady: { users: 10, for: 10m }, rampDown: 0 }
        spike: { at: 1m, users: 50, for: 1m }
        until: error_rate > 50% or target down
      thinkTime: 1s..2s
      headers: { X-A: b }
      auth: { bearer: "${env:TOKEN:-t}" }
      feeders: { n: { sequence: 1..9 }, q: { weighted: { a: 1, b: 2.5 } } }
      onStart: [ { post: /in, extract: { me: $.id, h: { header: X-H } } } ]
      behaviours:
        upload:
          frequency: 2/m
          steps:
            - post: /up
              multipart: { note: hi, file: { random: 5MB..50MB } }
              expect: { status: [200, 202], json: { $.id: "*" }, contains: [ok], headers: { A: /b/ } }
              extract: { task: $.id }
            - { poll: "/t/${task}", every: 1s, until: $.status == "done", timeout: 1m, as: done }
            - think: 1s
            - repeat: 2..3
              counter: page
              steps: [ { get: "/p?n=${page}", auth: { basic: { user: a, password: b } } } ]
            - if: ${q} == a
              then: [ { put: /a, json: { n: "${n}" } } ]
              else: [ { post: /f, form: { a: 1 }, followRedirects: false } ]
        chat:
          frequency: 1/m
          steps:
            - connect: /ws/chat
              headers: { X-A: b }
              auth: { bearer: t }
              subprotocols: [ chat.v2, chat ]
              timeout: 5s
              maxMessage: 1MB
              readDelay: 100ms
              heartbeat: { every: 30s, timeout: 5s, send: { json: { type: ping } }, await: $.type == "pong" }
              receive: { timestamp: $.sent, unit: us, sequence: $.n, only: { json: { $.type: news } } }
            - { send: "hello ${message}", await: any, expect: { contains: hello }, extract: { x: $.id } }
            - { send: { random: 1KiB..2KiB, binary: true, fragment: 512B }, rate: 10/s, for: 1m }
            - { send: { json: { n: "${message}" } }, count: 100, await: "$.n == ${message}", as: burst }
            - { await: { matches: bye }, timeout: 1s }
            - { close: 1000, reason: done }
      sample:
        - host
        - { gpu: , every: 5s }
        - process: nginx
        - { process: { port: 9000 }, name: target }
        - { container: shop-db, timeout: 500ms }
        - { prometheus: "http://127.0.0.1:9000/metrics", metrics: [ "a_total{code=~\\"5..\\"}", "jvm_*" ], auth: { bearer: t } }
        - { promql: "http://127.0.0.1:9090", queries: { queue_depth: celery_queue_length } }
        - { redis: "redis://127.0.0.1:6379/1", password: p, lists: [ celery ], streams: events, info: [ "used_cpu_*" ] }
        - { files: [ /var/log, /tmp ], every: 10s }
      sla: { "upload: POST /up": { p95: 2s }, "*": { error_rate: < 1%, service: { p99: < 2s } } }
      compare: { "upload: POST /up": { p95: 15%, error_rate: 0.5 % }, "*": { throughput: 5% }, host: { cpu: 10% } }
      """;

  @Test
  void knowsTheKeysOfTheParserAndNoOthers() throws IOException {
    JsonNode definitions = schemaText().get("$defs");

    Keys.all()
        .forEach(
            (kind, keys) -> {
              List<String> properties = new ArrayList<>();
              definitions
                  .path(kind)
                  .path("properties")
                  .fieldNames()
                  .forEachRemaining(properties::add);
              assertThat(properties).as(kind).containsExactlyInAnyOrderElementsOf(keys);
              assertThat(definitions.path(kind).path("additionalProperties").asBoolean(true))
                  .as(kind)
                  .isFalse();
            });
    for (var definition : definitions.properties()) {
      if (definition.getValue().has("properties")) {
        assertThat(Keys.all()).containsKey(definition.getKey());
      }
    }
  }

  @Test
  void acceptsWhatTheParserAccepts() throws IOException, ScenarioException {
    assertThat(new ScenarioParser(name -> null).parse(EVERYTHING).name()).isEqualTo("all");
    assertThat(problems(EVERYTHING)).isEmpty();
    try (Stream<Path> all = Files.list(Path.of("..", "scenarios"))) {
      List<Path> scenarios =
          all.filter(each -> each.toString().endsWith(".yaml"))
              .filter(each -> !each.toString().endsWith(".suite.yaml"))
              .toList();
      for (Path file : scenarios) {
        assertThat(problems(Files.readString(file))).as(file.toString()).isEmpty();
      }
    }
  }

  @Test
  void refusesWhatTheParserRefuses() throws IOException {
    for (String[] slip :
        new String[][] {
          {"thinkTime", "thinkTme"},
          {"until: $.status", "untl: $.status"},
          {"think: 1s", "think: soon"},
          {"frequency: 2/m", "frequency: often"},
          {"then:", "than:"},
          {"bearer", "barer"},
          {"readDelay", "readLate"},
          {"unit: us", "unit: weeks"},
          {"fragment", "fragments"},
          {"send: \"hello", "sent: \"hello"},
          {"spawnRate", "spawn_rate"},
          {"name: all\n", ""}
        }) {
      assertThat(EVERYTHING).contains(slip[0]);
      assertThat(problems(EVERYTHING.replace(slip[0], slip[1]))).as(slip[1]).isNotEmpty();
    }
  }

  private static List<String> problems(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText());
    Object plain =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    return schema.validate(JSON.valueToTree(plain)).stream().map(Object::toString).toList();
  }

  private static JsonNode schemaText() throws IOException {
    try (InputStream in = ScenarioSchemaTest.class.getResourceAsStream("/scenario.schema.json")) {
      return JSON.readTree(in);
    }
  }
}
