package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.sample.AgentSampler;
import io.plimsoll.load.sample.GeneratorHealth;
import io.plimsoll.load.sample.PoolWaits;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.metric.AgentMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an agent says of itself while it drives a load. */
final class AgentSamplerTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private static final int MOST = 60;

  private final AgentClock clock = AgentClock.system();
  private final GeneratorHealth health = new GeneratorHealth();

  @Test
  void aPoolTooSmallForItsArrivalsMarksTheRun() throws IOException {
    // Four connections and 50 ms each are 80 requests per second of the 400 that arrive.
    String yaml = "load: { arrivals: { rate: 400/s, for: 1h } }\nmaxConnections: 4\n";
    Map<String, Double> values = sampled(yaml, 400, taken -> health.limited());

    assertThat(values)
        .containsEntry(AgentMetrics.REQUESTS_IN_FLIGHT, 4d)
        .containsEntry(AgentMetrics.ARRIVALS_PER_SECOND, 400d);
    assertThat(values.get(AgentMetrics.REQUESTS_WAITING)).isGreaterThan(50);
    assertThat(values.get(AgentMetrics.USERS_ACTIVE))
        .isEqualTo(
            values.get(AgentMetrics.REQUESTS_WAITING)
                + values.get(AgentMetrics.REQUESTS_IN_FLIGHT));
    assertThat(health.limited()).isTrue();
    assertThat(health.warnings())
        .anyMatch(each -> each.contains("waited for a connection") && each.contains("raise max"));
  }

  @Test
  void usersWhoShareAFewConnectionsDoNot() throws IOException {
    String yaml = "load: { users: { steady: { users: 20, for: 1h } } }\nmaxConnections: 4\n";
    Map<String, Double> values = sampled(yaml, -1, taken -> taken == 6);

    assertThat(values)
        .containsEntry(AgentMetrics.USERS_ACTIVE, 20d)
        .doesNotContainKey(AgentMetrics.ARRIVALS_PER_SECOND);
    assertThat(values.get(AgentMetrics.REQUESTS_WAITING)).isBetween(8d, 16d);
    assertThat(values.get(AgentMetrics.HEAP_USED_BYTES)).isGreaterThan(1e6);
    assertThat(values.get(AgentMetrics.PROCESS_CPU_RATIO)).isPositive();
    assertThat(health.warnings()).noneMatch(each -> each.contains("waited for a connection"));
  }

  /** The last sample, taken whenever the lanes have told of themselves anew until it is enough. */
  private Map<String, Double> sampled(String load, double plannedRate, IntPredicate enough)
      throws IOException {
    try (RawServer server =
            new RawServer(
                (socket, n) -> {
                  SocketServer.pause(50);
                  socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
                });
        Drive drive = new Drive(scenario(server.url(), load), 1, Duration.ZERO)) {
      AgentSampler sampler =
          new AgentSampler(
              "run",
              "a1",
              drive.engine(),
              clock,
              List.of(Thread.currentThread().getId()),
              nanos -> plannedRate,
              PoolWaits.of(Drive.parse(scenario(server.url(), load))),
              health);
      drive.start();
      SystemSample last = null;
      for (int taken = 0; taken < MOST && !enough.test(taken); taken++) {
        awaitNews(drive.engine());
        last = sampler.sample();
      }
      drive.stop(Duration.ZERO);
      assertThat(last.getSource()).isEqualTo("agent:a1");
      assertThat(last.getSourceKind()).isEqualTo(SourceKind.AGENT);
      return last.getValues();
    }
  }

  private static void awaitNews(LoadEngine engine) {
    long before = requests(engine);
    Awaitility.await().atMost(Drive.PATIENCE).until(() -> requests(engine) > before);
  }

  private static long requests(LoadEngine engine) {
    return engine.snapshot().operations().stream().mapToLong(OperationCounts::requests).sum();
  }

  private static String scenario(String url, String load) {
    return "name: sampled\ntarget: " + url + "\nsteps: [ { get: /x } ]\n" + load;
  }
}
