package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Suites: several scenarios in order, at one pace (L11, R13). */
final class SuiteParserTest {
  private static final String SCENARIO =
      """
      name: %s
      target: http://127.0.0.1:1
      load: { users: { steady: { users: 10, for: 10m } } }
      thinkTime: 1s
      steps: [ { get: /x, as: get } ]
      sla: { get: { p95: 1s } }
      """;
  private static final String SUITE =
      """
      name: plan
      target: http://127.0.0.1:2
      labels: { kind: nightly }
      cooldown: 1m
      durationMultiplier: 0.5
      stopOnFailure: true
      scenarios:
        - one.yaml
        - scenario: two.yaml
          loadMultiplier: 3
          durationMultiplier: 0.1
          cooldown: 20s
          stopOnFailure: false
          with: { sla: { get: { p95: 2s } }, thinkTime: 4s }
      """;

  @TempDir private Path directory;

  @Test
  void appliesMultipliersCooldownsAndOverridesInOrder() throws IOException, ScenarioException {
    Suite suite = read(SUITE);

    assertThat(suite.name()).isEqualTo("plan");
    Suite.Entry one = suite.entries().get(0);
    Suite.Entry two = suite.entries().get(1);
    assertThat(one.scenario().load().duration()).isEqualTo(Duration.ofMinutes(5));
    assertThat(one.cooldown()).isEqualTo(Duration.ofSeconds(30));
    assertThat(one.stopOnFailure()).isTrue();
    assertThat(one.scenario().labels()).containsEntry("kind", "nightly");
    assertThat(one.scenario().target().port()).isEqualTo(2);
    assertThat(two.scenario().load().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(((Load.Closed) two.scenario().load()).users()).isEqualTo(30);
    assertThat(two.cooldown()).isEqualTo(Duration.ofSeconds(1));
    assertThat(two.stopOnFailure()).isFalse();
    assertThat(two.scenario().sla()).extracting(Limit::text).containsExactly("2s");
    assertThat(two.scenario().behaviours().get(0).thinkTime().mean())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(two.scenario().hash()).isNotEqualTo(one.scenario().hash());
    assertThat(two.scenario().operations()).containsExactly("get");
  }

  @Test
  void makesSeveralEntriesOfAMatrix() throws IOException, ScenarioException {
    Files.writeString(
        directory.resolve("grid.yaml"),
        SCENARIO.formatted("grid").replace("users: 10,", "users: \"${matrix.users}\",")
            + "matrix: { users: [1, 2] }\n");

    Suite suite = read("name: plan\nscenarios: [ grid.yaml, one.yaml ]\n");

    assertThat(suite.entries())
        .extracting(each -> each.scenario().name())
        .containsExactly("grid[users=1]", "grid[users=2]", "one");
  }

  @Test
  void reportsTheMistakesOfAllFilesAtOnceEachWithItsPlace() throws IOException {
    Files.writeString(
        directory.resolve("bad.yaml"), SCENARIO.formatted("bad").replace("{ get:", "{ gt:"));

    List<Problem> problems =
        problems(
            SUITE
                .replace("stopOnFailure: true", "stopOnFailure: maybe\nbranch: x")
                .replace("- one.yaml", "- bad.yaml\n  - missing.yaml")
                .replace("cooldown: 20s", "coolDown: 20s")
                .replace("thinkTime: 4s", "thinkTime: soon"));

    String suite = directory.resolve("suite.yaml").toString();
    assertThat(problems)
        .extracting(Problem::toString)
        .anyMatch(text -> text.startsWith(directory.resolve("bad.yaml") + ", line 5, column 12: "))
        .anyMatch(text -> text.startsWith(suite + ", line 6, column 16: expected true or false"))
        .anyMatch(text -> text.startsWith(suite + ", line 7, column 1: unknown key \"branch\""))
        .anyMatch(text -> text.startsWith(suite + ", line 10, column 5: expected a scenario file"))
        .anyMatch(
            text -> text.contains("line 14, column 5: unknown key \"coolDown\"; did you mean"))
        .anyMatch(text -> text.startsWith(suite + ", line 16, column 51: expected a duration"));
    assertThat(problems).allMatch(problem -> !problem.file().isEmpty());
  }

  @Test
  void needsANameAndAScenario() throws IOException {
    assertThat(problems("scenarios: []\n"))
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "\"name\" is missing: expected a name", "expected at least one scenario");
    assertThat(problems("name: x\n"))
        .extracting(Problem::message)
        .anyMatch(message -> message.startsWith("\"scenarios\" is missing"));
  }

  @Test
  void isToldFromAScenario() {
    assertThat(SuiteParser.isSuite(SUITE)).isTrue();
    assertThat(SuiteParser.isSuite(SCENARIO)).isFalse();
    assertThat(SuiteParser.isSuite("{ not: yaml")).isFalse();
  }

  @Test
  void hasASchemaForEditorsWithTheSameKeys() throws IOException {
    JsonNode schema;
    try (InputStream in = SuiteParserTest.class.getResourceAsStream("/suite.schema.json")) {
      schema = new ObjectMapper().readTree(in);
    }

    assertThat(schema.at("/$defs/suite/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(SuiteParser.SUITE);
    assertThat(schema.at("/$defs/entry/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(SuiteParser.ENTRY);
    assertThat(violations(schema, SUITE)).isEmpty();
    assertThat(violations(schema, SUITE.replace("cooldown: 1m", "cooldown: long"))).isNotEmpty();
    assertThat(violations(schema, SUITE.replace("loadMultiplier: 3", "load: 3"))).isNotEmpty();
    assertThat(violations(schema, SUITE.replace("name: plan\n", ""))).isNotEmpty();
  }

  private static List<String> violations(JsonNode schema, String yaml) {
    Object plain =
        new org.snakeyaml.engine.v2.api.Load(
                LoadSettings.builder().setSchema(new CoreSchema()).build())
            .loadFromString(yaml);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(new ObjectMapper().valueToTree(plain))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private Suite read(String suite) throws IOException, ScenarioException {
    Files.writeString(directory.resolve("one.yaml"), SCENARIO.formatted("one"));
    Files.writeString(directory.resolve("two.yaml"), SCENARIO.formatted("two"));
    Path file = Files.writeString(directory.resolve("suite.yaml"), suite);
    return new SuiteParser(name -> null).read(file);
  }

  private List<Problem> problems(String suite) {
    ScenarioException thrown = catchThrowableOfType(ScenarioException.class, () -> read(suite));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }
}
