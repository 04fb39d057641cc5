package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompareReaderTest {
  private static final String SHOP =
      """
      name: shop
      target: http://127.0.0.1:9000
      load: { users: { steady: { users: 2, for: 10m } } }
      behaviours:
        browse: { steps: [ { get: /files } ] }
        buy: { steps: [ { post: /orders } ] }
      compare:
      """;

  @Test
  void readsThresholdsOfOperationsAndSources() throws ScenarioException {
    Scenario scenario =
        new ScenarioParser(name -> null)
            .parse(
                SHOP
                    + "  buy: { p99: 30%, error_rate: 0.5% }\n"
                    + "  \"*\": { throughput: 5% }\n"
                    + "  host: { memory: 7.5% }\n");

    assertThat(scenario.thresholds())
        .containsExactlyInAnyOrder(
            new ChangeLimit("buy", "response.p99", 0.3),
            new ChangeLimit("buy", "error_rate", 0.005),
            new ChangeLimit("*", "throughput", 0.05),
            new ChangeLimit("host", "memory_used_bytes", 0.075),
            new ChangeLimit("host", "memory_rss_bytes", 0.075));
    assertThat(scenario.thresholds())
        .extracting(limit -> limit.toThreshold().getMetric())
        .contains("response.p99");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(
            () ->
                new ScenarioParser(name -> null)
                    .parse(
                        SHOP + "  bye: { p95: 15% }\n" + "  buy: { p96: 15%, p95: 15, p99: 0% }\n"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("unknown operation \"bye\"")
        .hasMessageContaining("p96")
        .hasMessageContaining("expected a percentage above 0% like 15%, found");
  }
}
