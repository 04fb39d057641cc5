package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The engine against a real HTTP server: counts, pacing, intended starts. */
final class LoadEngineTest {
  private final AtomicLong served = new AtomicLong();
  private volatile CompletableFuture<String> held = new CompletableFuture<>();
  private DisposableServer server;

  @BeforeEach
  void serve() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                (request, response) -> {
                  served.incrementAndGet();
                  return request.uri().startsWith("/held")
                      ? response.sendString(Mono.fromFuture(held, true))
                      : response.sendString(
                          request.receive().aggregate().asString().defaultIfEmpty("none"));
                })
            .bindNow();
  }

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void sendsEveryArrivalOnceAtItsTimeOverSeveralLoops() {
    String yaml = scenario("arrivals: [ { from: 100/s, to: 900/s, over: 1s } ]", "{ get: /a }", "");

    List<Recorded> all;
    try (Drive drive = new Drive(yaml, 2, Drive.PATIENCE)) {
      all = drive.start().await();
    }

    assertThat(all).hasSize(500);
    assertThat(served).hasValue(500);
    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(all).extracting(Recorded::userId).doesNotHaveDuplicates();
    List<Recorded> sorted =
        all.stream().sorted(java.util.Comparator.comparing(Recorded::userId)).toList();
    assertThat(sorted.stream().map(Recorded::intended).toList()).isSorted();
    long first = sorted.get(0).intended();
    // By the integral, 100·t + 400·t² = 300: t = 0.750 s.
    assertThat((sorted.get(300).intended() - first) / 1000).isBetween(749_900L, 750_100L);
  }

  @Test
  void keepsTheIntendedStartWhenTheTargetStalls() {
    String load = "arrivals: { rate: 50/s, for: 1h }";
    String yaml = scenario(load, "{ get: /held }", "maxConnections: 4");

    List<Recorded> all;
    try (Drive drive = new Drive(yaml, 1, Drive.PATIENCE)) {
      drive.start();
      await().atMost(Drive.PATIENCE).until(() -> drive.engine().snapshot().waiting() >= 50);
      assertThat(served).as("four connections").hasValueLessThanOrEqualTo(4);
      held.complete("late");
      await().atMost(Drive.PATIENCE).until(() -> drive.soFar().size() >= 54);
      drive.stop(Drive.PATIENCE);
      all = drive.await();
    }

    // The 54th arrival came before the target went on, 260 ms after the 41st.
    List<Recorded> queued =
        all.stream().filter(each -> each.userId() >= 4 && each.userId() <= 40).toList();
    assertThat(queued)
        .hasSize(37)
        .allMatch(each -> each.kind() == OutcomeKind.SUCCESS)
        .allMatch(each -> each.responseMillis() >= each.serviceMillis() + 259);
  }

  @Test
  void letsUsersThinkBetweenTheirRequests() {
    String load = "users: { steady: { users: 5, for: 1h } }";
    List<Recorded> all =
        Drive.until(
            seen -> byUser(seen).values().stream().filter(one -> one.size() >= 5).count() == 5,
            scenario(load, "{ get: /a }, { post: /b, json: { x: 1 } }", "thinkTime: 100ms"));

    assertThat(served).hasValue(all.size());
    assertThat(byUser(all)).hasSize(5);
    List<Recorded> one = byUser(all).get(0L);
    for (int i = 1; i < one.size(); i++) {
      assertThat(one.get(i).intended() - one.get(i - 1).end()).isEqualTo(100_000_000L);
      assertThat(one.get(i).operation()).isEqualTo(i % 2);
    }
  }

  @Test
  void goesThroughItsPhasesWithUsersComingAndGoing() {
    String load = "users: { rampUp: 1s, steady: { users: 6, for: 1s }, rampDown: 1s }";

    List<Recorded> all = List.of();
    for (int times = 0; times < 10 && stoodStill(all); times++) {
      served.set(0);
      all = Drive.run(scenario(load, "{ get: /a }", "thinkTime: 10ms"));
    }

    Map<Integer, Long> usersByPhase =
        all.stream()
            .map(each -> Map.entry(each.phase(), each.userId()))
            .distinct()
            .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.counting()));
    assertThat(usersByPhase).containsOnlyKeys(0, 1, 2).containsEntry(1, 6L);
    assertThat(served).hasValue(all.size());
  }

  @Test
  void choosesBehavioursByWeightAndTheSameWaysForTheSameSeed() {
    String yaml =
        """
        name: mix
        target: http://127.0.0.1:%d
        load: { users: { steady: { users: 4, for: 1h } } }
        seed: 3
        behaviours:
          rare: { weight: 1, steps: [ { get: /rare } ] }
          often: { weight: 9, steps: [ { get: /often } ] }
        """
            .formatted(server.port());

    Predicate<List<Recorded>> enough = seen -> seen.size() >= 400 && ways(seen, 20).size() == 20;
    List<Recorded> first = Drive.until(enough, yaml);
    List<Recorded> second = Drive.until(enough, yaml);

    long rare = first.stream().filter(each -> each.operation() == 0).count();
    assertThat((double) rare / first.size()).isBetween(0.03, 0.2);
    assertThat(ways(first, 20)).isEqualTo(ways(second, 20));
  }

  @Test
  void stopsEarlyAndKeepsWhatWasInFlight() {
    String load = "users: { steady: { users: 3, for: 1h } }";
    try (Drive drive = new Drive(scenario(load, "{ get: /held }", ""), 1, Drive.PATIENCE)) {
      drive.start();
      await().atMost(Drive.PATIENCE).until(() -> served.get() == 3);

      drive.stop(Drive.PATIENCE);
      held.complete("late");

      List<Recorded> all = drive.await();
      assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
      assertThat(all).hasSize(3);
    }
  }

  @Test
  void abandonsWhatDoesNotEndWithinTheDrain() throws IOException {
    try (RawServer stalled = new RawServer((socket, n) -> {})) {
      String yaml =
          scenario("arrivals: { burst: 3, every: 1s }", "{ get: /held }", "")
              .replace("127.0.0.1:" + server.port(), stalled.url().substring(7));
      try (Drive drive = new Drive(yaml, 1, Duration.ofMillis(100))) {
        assertThat(drive.start().await())
            .extracting(Recorded::kind, Recorded::error)
            .containsOnly(
                org.assertj.core.api.Assertions.tuple(
                    OutcomeKind.TIMEOUT, "the run ended before the answer"));
      }
    }
  }

  /** Users who do nothing but ask and think for 10 ms were kept from it for long. */
  private static boolean stoodStill(List<Recorded> all) {
    return all.isEmpty() || all.stream().anyMatch(each -> each.responseMillis() > 300);
  }

  private static Map<Long, List<Recorded>> byUser(List<Recorded> all) {
    return all.stream().collect(Collectors.groupingBy(Recorded::userId));
  }

  private static List<Integer> ways(List<Recorded> all, int count) {
    return all.stream()
        .filter(each -> each.userId() == 2)
        .limit(count)
        .map(Recorded::operation)
        .toList();
  }

  private String scenario(String load, String steps, String more) {
    return """
    name: engine
    target: http://127.0.0.1:%d
    load: { %s }
    steps: [ %s ]
    %s
    """
        .formatted(server.port(), load, steps, more);
  }
}
