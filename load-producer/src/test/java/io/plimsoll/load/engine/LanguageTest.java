package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values, conditions, loops, polling and the life of users, over real sockets. */
final class LanguageTest {
  private final EchoServer server = new EchoServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesValuesOutOfAnswersAndSendsThem() {
    List<Recorded> all =
        once(
            """
            - post: /tasks
              extract: { task: $.id, n: $.n, head: { header: X-Task }, word: { regex: '"(t[0-9]+)"' } }
            - { post: "/x/${task}?h=${head}", json: { id: "${task}", n: "${n}", say: "no ${n}" } }
            - { get: "/${word}", headers: { X-T: "${task}" } }
            """);

    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(server.lines().get(0)).startsWith("POST /x/t1?h=t1 ");
    assertThat(server.bodies().get(0)).isEqualTo("{\"id\":\"t1\",\"n\":1,\"say\":\"no 1\"}");
    assertThat(server.lines().get(1)).startsWith("GET /t1 ");
  }

  @Test
  void breaksOffWhenThereIsNothingToExtract() {
    List<Recorded> all = once("- { get: /a, extract: { task: $.id } }\n- get: /b/${task}\n");

    assertThat(all)
        .extracting(Recorded::kind, Recorded::error)
        .containsExactly(
            tuple(OutcomeKind.CHECK_FAILED, "check failed: nothing to extract for task"));
  }

  @Test
  void breaksOffWhenAPatternFindsNothingToExtract() {
    for (String regex : List.of("nowhere (.*)", "seen( nowhere)?")) {
      List<Recorded> all =
          once(
              "- { get: /a, extract: { word: { regex: '%s' } } }\n- get: /b/${word}\n"
                  .formatted(regex));

      assertThat(all)
          .extracting(Recorded::kind, Recorded::error)
          .containsExactly(
              tuple(OutcomeKind.CHECK_FAILED, "check failed: nothing to extract for word"));
    }
  }

  @Test
  void takesTheFirstGroupOfAPatternOrAllOfIt() {
    once(
        """
        - { post: /a, body: x, extract: { whole: { regex: "see." }, part: { regex: "s(e+)n" } } }
        - { get: "/b/${part}/${whole}" }
        """);

    assertThat(server.lines().get(1)).startsWith("GET /b/ee/seen ");
  }

  @Test
  void checksAnswers() {
    List<Recorded> all =
        once(
            """
            - { post: /tasks, expect: { status: 202, headers: { x-task: t1 }, json: { $.n: 1 } } }
            - { post: /tasks, expect: { json: { $.n: 7 } } }
            - { post: /a, body: hello, expect: { contains: seen hello, matches: "h.l+o" } }
            - { post: /a, body: hello, expect: { contains: [seen, missing] } }
            - { get: /a, expect: { headers: { X-Seen: "no" } } }
            """);

    assertThat(all)
        .extracting(Recorded::kind, Recorded::error)
        .containsExactly(
            tuple(OutcomeKind.SUCCESS, null),
            tuple(OutcomeKind.CHECK_FAILED, "check failed: json $.n"),
            tuple(OutcomeKind.SUCCESS, null),
            tuple(OutcomeKind.CHECK_FAILED, "check failed: body contains"),
            tuple(OutcomeKind.CHECK_FAILED, "check failed: header X-Seen"));
  }

  @Test
  void repeatsAndChooses() {
    once(
        """
        - repeat: 3
          counter: page
          steps:
            - get: /list?page=${page}
            - if: ${page} == 1
              then: [ { get: /one } ]
              else: [ { get: /other } ]
        """);

    assertThat(server.lines())
        .extracting(line -> line.split(" ", -1)[1])
        .containsExactly(
            "/list?page=0", "/other", "/list?page=1", "/one", "/list?page=2", "/other");
  }

  @Test
  void pollsUntilItIsDoneAndTellsBothLatencies() {
    List<Recorded> all =
        once(
            """
            - { post: /tasks, extract: { task: $.id } }
            - { poll: "/tasks/${task}", every: 50ms, until: $.status == "done", as: ready }
            """);

    // Operations: POST /tasks, ready, ready: poll.
    assertThat(all).extracting(Recorded::operation).containsExactly(0, 2, 2, 2, 1);
    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(all.get(4).start()).isLessThanOrEqualTo(all.get(1).start());
    assertThat(all.get(4).end()).isEqualTo(all.get(3).end());
  }

  @Test
  void givesUpPolling() {
    List<Recorded> late =
        once("- { poll: /never, every: 20ms, until: status == 500, timeout: 100ms, as: done }\n");
    List<Recorded> failed =
        once("- { poll: /tasks/t9, every: 20ms, until: status == 500, fail: $.status == running }");

    assertThat(last(late)).returns(OutcomeKind.TIMEOUT, Recorded::kind);
    assertThat(last(late).serviceMillis()).isGreaterThanOrEqualTo(100L);
    assertThat(last(failed)).returns(OutcomeKind.CHECK_FAILED, Recorded::kind);
  }

  @Test
  void feedsValues() {
    Drive.until(
        seen -> seen.size() >= 40 && Drive.users(seen) == 4,
        closed("users: { steady: { users: 4, for: 1h } }", "thinkTime: 20ms")
            + """
            feeders:
              n: { sequence: 1..1000000 }
              r: { random: 5..6 }
              w: { weighted: { a: 1, b: 3 } }
            steps: [ { get: "/${n}/${r}/${w}/${user}" } ]
            """);

    List<String[]> paths =
        server.lines().stream()
            .map(line -> line.split(" ", -1)[1].substring(1).split("/", -1))
            .toList();
    assertThat(paths).hasSizeGreaterThan(20);
    assertThat(paths).extracting(path -> path[0]).doesNotHaveDuplicates();
    assertThat(paths).extracting(path -> path[1]).containsOnly("5", "6");
    assertThat(paths).extracting(path -> path[2]).containsOnly("a", "b");
    assertThat(paths).extracting(path -> path[3]).containsOnly("0", "1", "2", "3");
  }

  @Test
  void feedsTheRowsOfAFileInTurn(@TempDir Path directory) throws IOException {
    Path csv = Files.writeString(directory.resolve("users.csv"), "name,id\nann,1\nbob,2\neve,3\n");

    String scenario =
        "name: csv\ntarget: http://127.0.0.1:%d\n".formatted(server.port())
            + "load: { arrivals: { burst: 7 } }\n"
            + "feeders: { who: { csv: %s } }\n".formatted(csv)
            + """
            steps:
              - if: ${who.name} =~ ^[ab]
                then: [ { get: "/known/${who.name}/${who.id}" } ]
                else: [ { get: "/stranger/${who.name}/${who.id}" } ]
            """;
    Drive.whole(scenario);

    assertThat(server.lines().stream().map(line -> line.split(" ", -1)[1]))
        .containsExactlyInAnyOrder(
            "/known/ann/1",
            "/known/ann/1",
            "/known/ann/1",
            "/known/bob/2",
            "/known/bob/2",
            "/stranger/eve/3",
            "/stranger/eve/3");
  }

  @Test
  void leadsUsersInAndOutOnce() {
    List<Recorded> all =
        Drive.until(
            seen -> Drive.users(seen) == 5 && times(seen).getOrDefault(1, 0L) > 10,
            closed("users: { steady: { users: 5, for: 1h } }", "thinkTime: 50ms")
                + """
                onStart: [ { post: /tasks, as: register, extract: { me: $.id } } ]
                onStop: [ { delete: "/leave/${me}", as: unregister } ]
                steps: [ { get: "/beat/${me}" } ]
                """);

    Map<Integer, Long> times = times(all);
    assertThat(times.get(0)).isEqualTo(5);
    assertThat(times.get(2)).isEqualTo(5);
    assertThat(times.get(1)).isGreaterThan(10);
    assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(server.lines().stream().filter(line -> line.startsWith("DELETE")).distinct())
        .hasSize(5);
  }

  @Test
  void sharesUsersOutToTheirTypes() {
    Drive.until(
        seen -> seen.size() >= 10,
        closed("users: { steady: { users: 10, for: 2h } }", "thinkTime: 1h")
            + """
            userTypes:
              reader: { weight: 70, steps: [ { get: /read } ] }
              writer: { weight: 30, behaviours: { w: { steps: [ { post: /write } ] } } }
            """);

    assertThat(counted(line -> line.split(" ", -1)[0])).isEqualTo(Map.of("GET", 7L, "POST", 3L));
  }

  @Test
  void keepsTimetables() {
    List<Recorded> all =
        Drive.until(
            seen ->
                LongStream.range(0, 6)
                    .allMatch(
                        user ->
                            apartMillis(seen, user, 0).size() > 5
                                && !apartMillis(seen, user, 1).isEmpty()),
            closed("users: { steady: { users: 6, for: 1h } }", "timeout: 60s")
                + """
                behaviours:
                  often: { frequency: 10/s, steps: [ { get: /often } ] }
                  rare: { frequency: 120/m, steps: [ { get: /rare } ] }
                """);

    for (long user = 0; user < 6; user++) {
      assertThat(apartMillis(all, user, 0)).hasSizeGreaterThan(5).containsOnly(100L);
      assertThat(apartMillis(all, user, 1)).isNotEmpty().containsOnly(500L);
    }
  }

  /** Times from one intended start of a user's operation to the next. */
  private static List<Long> apartMillis(List<Recorded> all, long user, int operation) {
    long[] intended =
        all.stream()
            .filter(each -> each.userId() == user && each.operation() == operation)
            .mapToLong(Recorded::intended)
            .toArray();
    return IntStream.range(1, intended.length)
        .mapToObj(i -> (intended[i] - intended[i - 1]) / 1_000_000)
        .toList();
  }

  private static Map<Integer, Long> times(List<Recorded> all) {
    return all.stream().collect(Collectors.groupingBy(Recorded::operation, Collectors.counting()));
  }

  private Map<String, Long> counted(Function<String, String> by) {
    return server.lines().stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  private static Recorded last(List<Recorded> all) {
    return all.get(all.size() - 1);
  }

  private List<Recorded> once(String steps) {
    return Drive.whole(
        "name: language\ntarget: http://127.0.0.1:%d\n".formatted(server.port())
            + "load: { arrivals: { burst: 1, every: 1h } }\nsteps:\n"
            + steps.indent(2));
  }

  private String closed(String load, String more) {
    return "name: language\ntarget: http://127.0.0.1:%d\nload: { %s }\n%s\n"
        .formatted(server.port(), load, more);
  }
}
