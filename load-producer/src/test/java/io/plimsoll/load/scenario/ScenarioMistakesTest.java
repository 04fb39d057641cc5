package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every mistake has its line, its column and a hint. */
final class ScenarioMistakesTest {
  private static final String WHOLE =
      """
      name: shop
      target: http://127.0.0.1:9000
      load:
        users: { rampUp: 0s, steady: { users: 2, for: 10s } }
      behaviours:
        browse: { weight: 3, steps: [ { get: /files } ] }
      sla:
        browse: { p95: 500ms }
      """;

  @Test
  void acceptsTheSampleThatIsBrokenBelow() throws ScenarioException {
    assertThat(parser().parse(WHOLE).name()).isEqualTo("shop");
  }

  @Test
  void namesTheNearestKey() {
    expect("name: shop", "nme: shop", 1, 1, "unknown key \"nme\"; did you mean \"name\"?");
    expect("rampUp: 0s", "ramp_up: 0s", 4, 12, "unknown key \"ramp_up\"; did you mean \"rampUp\"?");
    expect("weight: 3", "wieght: 3", 6, 13, "unknown key \"wieght\"; did you mean \"weight\"?");
    expect("get: /files", "gte: /files", 6, 35, "unknown key \"gte\"; did you mean \"get\"?");
    expect("p95: 500ms", "p59: 500ms", 8, 13, "unknown key \"p59\"; did you mean \"p95\"?");
    expect("  browse: { p95", "  brwose: { p95", 8, 3, "unknown operation \"brwose\"");
  }

  @Test
  void refusesNamesOfOperationsThatTheAnalyzerWouldRefuse() {
    String name = "x".repeat(1025);
    expect(
        "get: /files }",
        "get: /files, as: " + name + " }",
        6,
        52,
        "the name of the operation is no name: expected 1 to 1024 bytes, found 1025; choose another with as: NAME");
    expect(
        "get: /files }",
        "get: /files, as: (other) }",
        6,
        52,
        "the name of the operation is no name: (other) stands for those that are too many; choose another with as: NAME");
  }

  @Test
  void refusesDoubleKeys() {
    expect("load:\n", "name: other\nload:\n", 3, 1, "\"name\" is given twice");
  }

  @Test
  void refusesWhatIsMissing() {
    expect("target: http://127.0.0.1:9000\n", "", 1, 1, "\"target\" is missing");
    expect(", for: 10s", "", 4, 32, "\"for\" is missing: expected a duration");
    expect("steps: [ { get: /files } ]", "steps: []", 6, 31, "expected at least one step");
    expect("{ get: /files }", "{ as: x }", 6, 33, "expected get: or post:");
    expect("browse: { weight: 3, steps: [ { get: /files } ] }", "{}", 6, 3, "expected at least");
  }

  @Test
  void refusesQuantitiesItCannotRead() {
    expect("for: 10s", "for: 10 parsecs", 4, 49, "expected a duration like");
    expect("for: 10s", "for: 0s", 4, 49, "must be longer than 0");
    expect("users: 2", "users: 0", 4, 41, "expected a number of users from 1");
    expect("users: 2", "users: 2.5", 4, 41, "expected a number of users from 1");
    expect("weight: 3", "weight: 0", 6, 21, "must be above 0");
    expect("p95: 500ms", "p95: fast", 8, 18, "expected a duration like");
    expect("p95: 500ms", "p95: \"> 500ms\"", 8, 18, "needs an upper limit");
    expect("p95: 500ms", "error_rate: 120%", 8, 25, "expected a percentage");
    expect("p95: 500ms", "throughput: \"< 5/s\"", 8, 25, "needs a lower limit");
    expect("name: shop", "name: shop\nthinkTime: 9s..5s", 2, 12, "expected a duration like 5s");
    expect("name: shop", "name: shop\nseed: x", 2, 7, "expected a whole number");
  }

  @Test
  void refusesTargetsThatAreNoUrls() {
    expect("http://127.0.0.1:9000", "127.0.0.1:9000", 2, 9, "expected an http:// or https:// URL");
    expect("http://127.0.0.1:9000", "ftp://host/", 2, 9, "expected an http:// or https:// URL");
    expect("http://127.0.0.1:9000", "${env:NOWHERE}", 2, 9, "variable NOWHERE is not set");
  }

  @Test
  void refusesRequestsThatMakeNoSense() {
    expect("get: /files", "get: /files, body: x", 6, 48, "a GET request has no body");
    expect("get: /files", "get: files", 6, 40, "expected a path beginning with /");
    expect("get: /files", "get: /a, post: /b", 6, 44, "either get or post");
    expect("get: /files", "get: /a, expect: { status: 42 }", 6, 62, "expected a status code");
    expect("get: /files", "get: /a, headers: { Host: b }", 6, 55, "set by plimsoll itself");
    expect("get: /files", "post: /a, json: &a [ *a ]", 6, 51, "an alias that contains itself");
    expect("get: /files", "get: \"/${task}\"", 6, 40, "${task}: nothing gives this value");
    expect("get: /files", "get: \"/${usr}\"", 6, 40, "did you mean \"user\"?");
    expect("http://127.0.0.1:9000", "http://${user}/", 2, 9, "only ${env:NAME} can stand here");
    expect("get: /files", "get: /a, extract: { a: id }", 6, 58, "expected a JSON path");
    expect("get: /files", "get: /a, expect: { json: { a: 1 } }", 6, 62, "expected a JSON path");
    expect("get: /files", "get: /a, expect: { matches: \"(\" }", 6, 63, "a regular expression");
    expect("get: /files", "poll: /a", 6, 33, "\"until\" is missing: expected a comparison");
    expect("get: /files", "poll: /a, until: done", 6, 52, "expected a comparison");
    expect(
        "get: /files", "poll: /a, until: $.s > null", 6, 52, "null means no value and goes with");
    expect("get: /files", "poll: /a, until: $.s =~ /(/", 6, 52, "a regular expression after =~");
    expect("get: /files", "repeat: 5..2, steps: []", 6, 43, "expected a number of times");
    expect("weight: 3", "frequency: 0/s", 6, 13, "must be above 0");
    expect("weight: 3", "weight: 3, frequency: 1/s", 6, 24, "either weight or frequency");
    expect("name: shop", "name: shop\nfeeders: { a: { sequence: 5 } }", 2, 27, "a range of whole");
    expect("name: shop", "name: shop\nauth: { basic: { user: a } }", 2, 16, "\"password\" is");
  }

  @Test
  void refusesRequestsAndMessagesUnderOneName() {
    expect(
        "[ { get: /files } ]",
        "[ { get: /files, as: both }, { connect: /ws, as: both } ]",
        6,
        80,
        "the operation \"both\" is a request already");
    expect(
        "[ { get: /files } ]",
        "[ { connect: /ws }, { get: /files, as: \"browse: closed by target\" } ]",
        6,
        70,
        "the operation \"browse: closed by target\" is a WebSocket step already");
  }

  @Test
  void refusesConnectionsAndTransportsItDoesNotKnow() {
    expect("load:\n", "connections: own\nload:\n", 3, 14, "expected shared or perUser");
    expect("load:\n", "transport: fast\nload:\n", 3, 12, "expected single or batched");
    expect(
        "load:\n",
        "http: 2\nconnections: perUser\nload:\n",
        4,
        1,
        "perUser goes with HTTP/1.1: HTTP/2 shares connections");
  }

  @Test
  void saysWhatComesLater() {
    expect("get: /files", "websocket: /x", 6, 35, "\"websocket\" is not supported yet");
    expect("  users:", "  matrix: { a: 5m }\n  users:", 4, 3, "unknown key \"matrix\"");
  }

  @Test
  void saysWhatIsWrongWithALimit() {
    String p95 = "p95: 500ms";
    expect(p95, "p95: 500ms over soon", 8, 18, "after \"over\", found \"soon\"");
    expect(p95, "p95: 500ms over 1500ms", 8, 18, "a window of whole seconds");
    expect(p95, "p95: 500ms within 1m", 8, 18, "\"within\" needs a \"for\"");
    expect(p95, "p95: 500ms over 1m over 2m", 8, 18, "\"over\" is given twice");
    expect(p95, "p95: { limit: 2s, fro: 1m }", 8, 31, "unknown key \"fro\"; did you mean");
    expect(p95, "p95: { over: 1m }", 8, 18, "\"limit\" is missing");
    expect(
        p95,
        "p95: { limit: 2s, severity: bad }",
        8,
        41,
        "expected one of: critical, warning, info");
    expect(p95, "abort: error_rate over 10s", 8, 20, "expected a condition like");
    expect(p95, "abort: throughput > 5/s", 8, 20, "throughput is too bad when it is below");
    expect(p95, "burn_rate: 100%", 8, 24, "a share of good outcomes like 99.9%");
    expect(p95, "burn_rate: { windows: [ ] }", 8, 24, "\"objective\" is missing");
    expect(p95, "cost: { limit: < 1 }", 8, 19, "a price");
    expect(p95, "growth: { p59: < 5% }", 8, 23, "did you mean \"p95\"?");
    expect(p95, "error_rate: { TIMEOUT: < 1%, TIMEUOT: < 1% }", 8, 42, "did you mean \"TIMEOUT\"?");
    expect(
        "  browse: { p95: 500ms", "  host: { cpu: { peek: 1% }", 8, 18, "did you mean \"peak\"?");
    expect("  browse: { p95: 500ms", "  host: { cpu: < soon", 8, 16, "a percentage like < 80%");
    expect("  browse: { p95: 500ms", "  hots: { cpu: < 1%", 8, 3, "unknown operation \"hots\"");
  }

  @Test
  void refusesLimitsOnWhatIsNeverSampled() {
    expect(
        "  browse: { p95: 500ms",
        "  host: { cpu_rato: < 80%",
        8,
        11,
        "host has no metric \"cpu_rato\"; did you mean \"cpu_ratio\"? Expected one of:");
    expect("  browse: { p95: 500ms", "  agent: { memory: < 80%", 8, 12, "agent has no metric");
    expect("  browse: { p95: 500ms", "  gpu: { cpu: < 80%", 8, 10, "gpu has no metric \"cpu\"");
  }

  @Test
  void reportsAllMistakesAtOnceInOrder() {
    String broken =
        WHOLE.replace("name:", "nme:").replace("for: 10s", "for: x").replace("p95", "p59");

    List<Problem> problems = problems(broken);

    assertThat(problems).extracting(Problem::line).containsExactly(1, 1, 4, 8);
  }

  @Test
  void placesSyntaxErrors() {
    assertThat(problems("name: [\n"))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.line()).isEqualTo(2);
              assertThat(p.message()).startsWith("not YAML");
            });
    assertThat(problems("")).extracting(Problem::message).containsExactly("the file is empty");
    assertThat(problems("- a")).extracting(Problem::column).containsExactly(1);
  }

  @Test
  void neverShowsValuesOfTheEnvironment() {
    ScenarioParser parser = new ScenarioParser(Map.of("SECRET", "not a url hunter2")::get);
    String yaml = WHOLE.replace("http://127.0.0.1:9000", "${env:SECRET}");

    ScenarioException thrown =
        catchThrowableOfType(ScenarioException.class, () -> parser.parse(yaml));

    assertThat(thrown).hasMessageNotContaining("hunter2");
  }

  private static void expect(String good, String bad, int line, int column, String message) {
    assertThat(WHOLE).contains(good);
    assertThat(problems(WHOLE.replace(good, bad)))
        .as(bad)
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(List.of(problem.line(), problem.column()))
                  .isEqualTo(List.of(line, column));
            });
  }

  private static List<Problem> problems(String yaml) {
    ScenarioException thrown =
        catchThrowableOfType(ScenarioException.class, () -> parser().parse(yaml));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private static ScenarioParser parser() {
    return new ScenarioParser(name -> null);
  }
}
