package io.plimsoll.load.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.OperationCounts;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose fault it is that requests wait for a connection. */
final class PoolWaitsTest {
  private final PoolWaits pool = new PoolWaits(true);

  @Test
  void aPoolTooSmallForAQuickTargetIsTheGeneratorsFault() {
    assertThat(pool.micros(seen(40, 4, 0, 100_000))).isZero();

    // Five connections, answers after 100 ms as before: 50 per second, and 25 wait for half of one.
    assertThat(pool.micros(seen(50, 5, 25, 300_000))).isEqualTo(500_000);
  }

  @Test
  void aPoolThatWasTooSmallFromTheFirstSecondOnIsTheGeneratorsFault() {
    assertThat(pool.micros(seen(50, 5, 50, 700_000))).isEqualTo(1_000_000);
    assertThat(pool.micros(seen(50, 5, 100, 900_000))).isEqualTo(2_000_000);
  }

  @Test
  void aTargetThatSlowsDownIsNot() {
    assertThat(pool.micros(seen(200, 4, 0, 20_000))).isZero();

    assertThat(pool.micros(seen(40, 1000, 300, 9_000_000))).isZero();
    assertThat(pool.micros(seen(0, 1000, 5000, 9_000_000))).isZero(); // it answers nothing at all
  }

  @Test
  void aTargetThatSlowsDownBehindASmallPoolIsNot() {
    assertThat(pool.micros(seen(50, 5, 10, 100_000))).isPositive();
    assertThat(pool.micros(seen(20, 5, 500, 1_000_000))).isZero();
    for (int second = 0; second < 4; second++) {
      assertThat(pool.micros(seen(50, 5, 400, 1_000_000))).as("what has piled up").isZero();
    }
    assertThat(pool.micros(seen(50, 5, 400, 1_000_000))).isPositive();
  }

  @Test
  void whatPilesUpWhileATargetStallsIsNot() {
    assertThat(pool.micros(seen(1000, 50, 0, 50_000))).isZero();
    for (int waiting = 1000; waiting <= 5000; waiting += 1000) {
      assertThat(pool.micros(seen(0, 100, waiting, 50_000))).isZero();
    }
    for (int waiting = 4000; waiting > 0; waiting -= 1000) {
      assertThat(pool.micros(seen(2000, 100, waiting, 500_000))).isZero();
    }
  }

  @Test
  void usersThatShareConnectionsOnPurposeAreNotJudged() throws ScenarioException {
    String users = "users: { steady: { users: 100, for: 10s } }";
    String arrivals = "arrivals: { rate: 100/s, for: 10s }";
    EngineSnapshot waiting = seen(50, 5, 95, 2_000_000);

    assertThat(PoolWaits.of(scenario(users, "get: /")).micros(waiting)).isZero();
    assertThat(PoolWaits.of(scenario(arrivals, "connect: /")).micros(waiting)).isZero();
    assertThat(PoolWaits.of(scenario(arrivals, "get: /")).micros(waiting)).isEqualTo(1_900_000);
  }

  private static Scenario scenario(String load, String step) throws ScenarioException {
    return new ScenarioParser(name -> null)
        .parse(
            "name: pool\ntarget: http://127.0.0.1:1\nmaxConnections: 5\n"
                + "load: { %s }\nsteps: [ { %s } ]\n".formatted(load, step));
  }

  private static EngineSnapshot seen(
      double perSecond, int inFlight, int waiting, long responseMicros) {
    LatencySketch response = new LatencySketch();
    for (int i = 0; i < 200; i++) {
      response.add(responseMicros);
    }
    OperationCounts counts = new OperationCounts(200, 0, 0, response);
    return new EngineSnapshot(
        List.of(counts, new OperationCounts(0, 0, 0, new LatencySketch())),
        List.of(perSecond, 0d),
        inFlight + waiting,
        inFlight,
        waiting,
        0);
  }
}
