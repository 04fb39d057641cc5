package io.plimsoll.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;

/** Too few file descriptors are told before the run, not by failed connections in it. */
final class DescriptorsTest {
  @Test
  void saysWhatIsNeededAndWhatThereIs() {
    assertThat(new Descriptors(1_000, 1_100).shortage()).isEmpty();
    assertThat(new Descriptors(0, 5).shortage()).isEmpty();
    assertThat(new Descriptors(10_000, 1_024).shortage().orElseThrow())
        .contains("need about 10,000", "may open 1,024 more", "ulimit -n 10500");
    assertThat(Descriptors.availableToProcess()).isPositive();
  }

  @Test
  void usersHaveASocketEachAndShareTheRequestsConnections() throws ScenarioException {
    String users = "users: { rampUp: 0s, steady: { users: 50, for: 10s } }";

    assertThat(needed(users, "{ connect: /ws }")).isEqualTo(50);
    assertThat(needed(users, "{ get: /a }")).isEqualTo(50);
    assertThat(needed(users, "{ get: /a }, { connect: /ws }")).isEqualTo(100);
  }

  @Test
  void arrivalsAreThereAsLongAsTheyStay() throws ScenarioException {
    String stay = "{ connect: /ws }, { send: x, rate: 1/s, count: 7 }"; // six seconds

    assertThat(needed("arrivals: { rate: 10/s, for: 60s }", stay)).isEqualTo(60);
    assertThat(needed("arrivals: { rate: 10/s, for: 3s }", stay)).isEqualTo(30);
    assertThat(needed("arrivals: { burst: 200, every: 60s, times: 2 }", stay)).isEqualTo(200);
    assertThat(needed("arrivals: { rate: 10/s, for: 60s }", "{ get: /a }")).isZero();
  }

  private static long needed(String load, String steps) throws ScenarioException {
    String yaml =
        """
        name: many
        target: http://127.0.0.1:1
        load: { %s }
        steps: [ %s ]
        """;
    return Descriptors.of(new ScenarioParser(name -> null).parse(yaml.formatted(load, steps)))
        .needed();
  }
}
