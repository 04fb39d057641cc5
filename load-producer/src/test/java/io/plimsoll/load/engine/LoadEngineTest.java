package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
                  return request.uri().startsWith("/slow")
                      ? response.sendString(Mono.just("late").delayElement(Duration.ofMillis(300)))
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
    try (Drive drive = new Drive(yaml, 2, Duration.ofSeconds(5))) {
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
    List<Recorded> all =
        Drive.run(
            scenario("arrivals: { rate: 50/s, for: 2s }", "{ get: /slow }", "maxConnections: 4"));

    // Four connections and 300 ms an answer: at most 4 · (2 s / 300 ms) + 4 get through.
    assertThat(all).hasSize(100);
    assertThat(all).filteredOn(each -> each.kind() == OutcomeKind.SUCCESS).hasSizeBetween(5, 31);
    List<Recorded> queued =
        all.stream().filter(e -> e.kind() == OutcomeKind.SUCCESS && e.userId() >= 4).toList();
    assertThat(queued).isNotEmpty();
    assertThat(queued).allMatch(each -> each.responseMillis() > each.serviceMillis() + 100);
    assertThat(all)
        .filteredOn(each -> each.kind() == OutcomeKind.NOT_SENT)
        .hasSizeGreaterThanOrEqualTo(69)
        .allMatch(each -> each.start() == each.end());
  }

  @Test
  void letsUsersThinkBetweenTheirRequests() {
    String load = "users: { steady: { users: 5, for: 1s } }";
    List<Recorded> all =
        Drive.run(scenario(load, "{ get: /a }, { post: /b, json: { x: 1 } }", "thinkTime: 100ms"));

    assertThat(all).hasSizeBetween(15, 55);
    assertThat(served).hasValue(all.size());
    Map<Long, List<Recorded>> byUser =
        all.stream().collect(Collectors.groupingBy(Recorded::userId));
    assertThat(byUser).hasSize(5);
    List<Recorded> one = byUser.get(0L);
    for (int i = 1; i < one.size(); i++) {
      assertThat(one.get(i).intended() - one.get(i - 1).end()).isEqualTo(100_000_000L);
      assertThat(one.get(i).operation()).isEqualTo(i % 2);
    }
  }

  @Test
  void goesThroughItsPhasesWithUsersComingAndGoing() {
    String load = "users: { rampUp: 1s, steady: { users: 6, for: 1s }, rampDown: 1s }";

    List<Recorded> all = Drive.run(scenario(load, "{ get: /a }", "thinkTime: 10ms"));

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
        load: { users: { steady: { users: 4, for: 500ms } } }
        seed: 3
        behaviours:
          rare: { weight: 1, steps: [ { get: /rare } ] }
          often: { weight: 9, steps: [ { get: /often } ] }
        """
            .formatted(server.port());

    List<Recorded> first = Drive.run(yaml);
    List<Recorded> second = Drive.run(yaml);

    long rare = first.stream().filter(each -> each.operation() == 0).count();
    assertThat((double) rare / first.size()).isBetween(0.03, 0.2);
    assertThat(ways(first, 20)).isEqualTo(ways(second, 20));
  }

  @Test
  void stopsEarlyAndKeepsWhatWasInFlight() throws IOException {
    String load = "users: { steady: { users: 3, for: 1h } }";
    try (Drive drive = new Drive(scenario(load, "{ get: /slow }", ""), 1, Duration.ofSeconds(5))) {
      drive.start();
      await().until(() -> served.get() == 3);

      drive.engine().stop(Duration.ofSeconds(5));

      List<Recorded> all = drive.await();
      assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
      assertThat(all).hasSize(3);
    }
  }

  @Test
  void abandonsWhatDoesNotEndWithinTheDrain() throws IOException {
    try (RawServer stalled = new RawServer((socket, n) -> {})) {
      String yaml =
          scenario("users: { steady: { users: 3, for: 2s } }", "{ get: /slow }", "")
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
