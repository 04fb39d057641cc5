package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.PhasePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScenarioParserTest {
  private static final String SHOP =
      """
      name: shop
      target: ${env:TARGET:-http://127.0.0.1:9000/base/}
      load:
        users: { rampUp: 1m, steady: { users: 100, for: 18m }, rampDown: 1m }
      thinkTime: 5s..10s
      timeout: 2s
      labels: { team: red }
      seed: 42
      behaviours:
        create:
          weight: 2.5
          steps:
            - post: /tasks?x=1
              headers: { X-Token: "${env:TOKEN:-none}" }
              json: { name: demo, size: 3, ratio: 0.5, open: true, tags: [a, "7"], none: null }
              expect: { status: [200, 202] }
              timeout: 500ms
            - { get: /tasks, as: list }
        browse: { steps: [ { get: /files } ] }
      sla:
        list: { p95: 500ms, service: { p99: < 2s } }
        "*": { error_rate: < 0.1%, throughput: "> 50/s" }
      """;

  @Test
  void readsTheWholeLanguage() throws ScenarioException {
    Scenario shop = new ScenarioParser(Map.of("TOKEN", "hunter2")::get).parse(SHOP);

    assertThat(shop.target()).isEqualTo(new Target(false, "127.0.0.1", 9000, "/base"));
    assertThat(shop.operations()).containsExactly("create: POST /tasks", "list", "browse");
    assertThat(shop.behaviours().get(0).thinkTime())
        .isEqualTo(new ThinkTime(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    assertThat(shop.maxConnections()).isEqualTo(100);
    HttpStep create = (HttpStep) shop.behaviours().get(0).steps().get(0);
    assertThat(((Body.Text) create.body()).text().text())
        .isEqualTo(
            "{\"name\":\"demo\",\"size\":3,\"ratio\":0.5,\"open\":true,\"tags\":[\"a\",\"7\"],\"none\":null}");
    assertThat(create.headers())
        .containsEntry("X-Token", Template.of("hunter2"))
        .containsEntry("Content-Type", Template.of("application/json"));
    assertThat(create.toString()).doesNotContain("hunter2");
    assertThat(create.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(((HttpStep) shop.behaviours().get(1).steps().get(0)).timeout())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(shop.sla())
        .containsExactly(
            new Limit("list", "response.p95", Comparison.LESS_OR_EQUAL, 500_000, "500ms"),
            new Limit("list", "service.p99", Comparison.LESS, 2_000_000, "< 2s"),
            new Limit("*", "error_rate", Comparison.LESS, 0.001, "< 0.1%"),
            new Limit("*", "throughput", Comparison.GREATER, 50, "> 50/s"));
  }

  @Test
  void hashesTheFileBeforeTheEnvironmentIsPutIn() throws ScenarioException {
    Scenario one = new ScenarioParser(Map.of("TOKEN", "a")::get).parse(SHOP);
    Scenario other = new ScenarioParser(Map.of("TOKEN", "b")::get).parse(SHOP);

    assertThat(one.hash()).hasSize(64).isEqualTo(other.hash());
  }

  @Test
  void readsArrivalsAndTheShorthandForSteps() throws ScenarioException {
    Scenario open =
        parse(
            """
            name: ramp
            target: https://example.test
            load:
              arrivals:
                - { from: 60/m, to: 50/s, over: 2m }
                - { name: peak, rate: 50/s, for: 1m30s }
            steps: [ { get: /a?b=c&d=e }, { post: /d, body: text } ]
            """);

    assertThat(open.load())
        .isEqualTo(
            new Load.Open(
                List.of(
                    new Load.ArrivalStage("arrivals-1", 1, 50, Duration.ofMinutes(2)),
                    new Load.ArrivalStage("peak", 50, 50, Duration.ofSeconds(90)))));
    assertThat(open.operations()).containsExactly("GET /a", "POST /d");
    assertThat(open.target().hostHeader()).isEqualTo("example.test");
  }

  @Test
  void findsLimitsThatPacingCannotReach() throws ScenarioException {
    ScenarioPlan plan = ScenarioPlan.of(new ScenarioParser(name -> null).parse(SHOP));

    assertThat(plan.unreachable())
        .singleElement()
        .asString()
        .contains("throughput > 50/s cannot be reached")
        .contains("95.0 users on average (100 in the steady phase), each thinking 7.5 s")
        .contains("12.7/s");
    assertThat(plan.requestsAtMost()).isEqualTo(100 + 95 * 1200 / 7.5);
  }

  @Test
  void acceptsAThroughputThatTheScheduleJustMeets() throws ScenarioException {
    String yaml =
        """
        name: open
        target: http://127.0.0.1:1
        load: { arrivals: { rate: 50/s, for: 1m } }
        steps: [ { get: / } ]
        sla: { "*": { throughput: "%s" } }
        """;

    assertThat(ScenarioPlan.of(parse(yaml.formatted("50/s"))).unreachable()).isEmpty();
    assertThat(ScenarioPlan.of(parse(yaml.formatted("> 50/s"))).unreachable()).hasSize(1);
  }

  @Test
  void plansPhasesAndLeavesOutEmptyOnes() throws ScenarioException {
    String yaml = SHOP.replace("rampUp: 1m", "rampUp: 0");

    List<PhasePlan> phases = ScenarioPlan.of(new ScenarioParser(n -> null).parse(yaml)).phases();

    assertThat(phases)
        .containsExactly(
            new PhasePlan("steady", LoadModel.CLOSED, 0L, 1_080_000_000L, 100d, 100d),
            new PhasePlan("rampDown", LoadModel.CLOSED, 1_080_000_000L, 60_000_000L, 100d, 0d));
  }

  @Test
  void scalesLevelAndTimeButNotThinking() throws ScenarioException {
    Scenario scaled = new ScenarioParser(name -> null).parse(SHOP).scaled(0.004, 0.5);

    assertThat(scaled.load())
        .isEqualTo(
            Load.Closed.of(
                Duration.ofSeconds(30), 1, Duration.ofMinutes(9), Duration.ofSeconds(30)));
    assertThat(scaled.behaviours().get(0).thinkTime().min()).isEqualTo(Duration.ofSeconds(5));
    assertThat(new ScenarioParser(n -> null).parse(SHOP).scaled(3, 1).maxConnections())
        .isEqualTo(300);
  }

  @Test
  void leavesUsersTheirSharedConnections() throws ScenarioException {
    Scenario shared = new ScenarioParser(name -> null).parse(SHOP + "\nmaxConnections: 10\n");

    assertThat(shared.scaled(1, 0.5).maxConnections()).isEqualTo(10);
    assertThat(shared.scaled(2.5, 1).maxConnections()).isEqualTo(25);
    assertThat(shared.scaled(0.01, 1).maxConnections()).isEqualTo(1);
  }

  @Test
  void drawsThePlan() throws ScenarioException {
    Scenario shop = new ScenarioParser(name -> null).parse(SHOP);

    List<String> lines = PlanText.lines(shop, ScenarioPlan.of(shop));

    assertThat(lines)
        .contains(
            "scenario  shop",
            "rampUp        0s          1m          1m          0 to 100 users",
            "steady        1m          19m         18m         100 users",
            "       100 |   " + "#".repeat(54));
    assertThat(lines).last().asString().startsWith("warning: *: throughput > 50/s cannot");
  }

  private static Scenario parse(String yaml) throws ScenarioException {
    return new ScenarioParser(name -> null).parse(yaml);
  }
}
