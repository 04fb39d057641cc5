package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadShapesTest {
  @Test
  void cutsASpikeIntoTheSteadyPhase() throws ScenarioException {
    Load load =
        load(
            "users: { spawnRate: 10/s, steady: { users: 100, for: 10m } }, spike: { at: 5m, users:"
                + " 500, for: 2m }");

    assertThat(load)
        .isEqualTo(
            new Load.Closed(
                List.of(
                    new Load.UserStage("rampUp", 0, 100, Duration.ofSeconds(10)),
                    new Load.UserStage("steady", 100, 100, Duration.ofSeconds(290)),
                    new Load.UserStage("spike", 500, 500, Duration.ofMinutes(2)),
                    new Load.UserStage("recovery", 100, 100, Duration.ofSeconds(190)))));
    assertThat(load.duration()).isEqualTo(Duration.ofSeconds(610));
  }

  @Test
  void climbsStairs() throws ScenarioException {
    Load.Closed load =
        (Load.Closed) load("staircase: { start: 100, add: 100, every: 5m, to: 300 }");

    assertThat(load.stages())
        .containsExactly(
            new Load.UserStage("users-100", 100, 100, Duration.ofMinutes(5)),
            new Load.UserStage("users-200", 200, 200, Duration.ofMinutes(5)),
            new Load.UserStage("users-300", 300, 300, Duration.ofMinutes(5)));
    assertThat(load.scaled(0.5, 0.1).stages().get(2))
        .isEqualTo(new Load.UserStage("users-300", 150, 150, Duration.ofSeconds(30)));
  }

  @Test
  void readsStagesBurstsAndPoisson() throws ScenarioException {
    assertThat(load("users: [ { from: 0, to: 5, over: 1m }, { name: top, users: 5, for: 2m } ]"))
        .isEqualTo(
            new Load.Closed(
                List.of(
                    new Load.UserStage("users-1", 0, 5, Duration.ofMinutes(1)),
                    new Load.UserStage("top", 5, 5, Duration.ofMinutes(2)))));
    assertThat(
            load(
                "arrivals: [ { burst: 20, every: 5s, times: 3 }, { rate: 9/s, for: 1m, poisson:"
                    + " true } ]"))
        .isEqualTo(
            new Load.Open(
                List.of(
                    new Load.BurstStage("arrivals-1", 20, Duration.ofSeconds(5), 3),
                    new Load.ArrivalStage("arrivals-2", 9, 9, Duration.ofMinutes(1), true))));
  }

  @Test
  void refusesShapesThatMakeNoSense() {
    refused(
        "users: { steady: { users: 9, for: 1m } }, spike: { at: 50s, users: 99, for: 20s }",
        "must lie within the steady phase");
    refused("staircase: { start: 10, add: 1, every: 1s, to: 5 }", "steps up");
    refused("users: [ { users: 0, for: 1m } ]", "nobody ever comes");
    refused(
        "spike: { at: 1s, users: 5, for: 1s }, arrivals: { rate: 1/s, for: 1s }", "a spike needs");
    refused("arrivals: { rate: 1/s, for: 1s }, until: cpu > 5", "expected error_rate > 50%");
    refused("users: { spawnRate: 0/s, steady: { users: 9, for: 1m } }", "must be above 0");
  }

  private static void refused(String load, String message) {
    ScenarioException thrown = catchThrowableOfType(ScenarioException.class, () -> load(load));
    assertThat(thrown).as(load).isNotNull().hasMessageContaining(message);
  }

  private static Load load(String load) throws ScenarioException {
    return new ScenarioParser(name -> null)
        .parse(
            "name: a\ntarget: http://127.0.0.1:1\nload: { %s }\nsteps: [ { get: / } ]\n"
                .formatted(load))
        .load();
  }
}
