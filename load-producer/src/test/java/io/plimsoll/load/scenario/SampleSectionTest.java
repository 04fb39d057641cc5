package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The section {@code sample} of scenarios. */
final class SampleSectionTest {
  private static final String HEAD =
      """
      name: s
      target: http://127.0.0.1:9000
      load: { users: { steady: { users: 1, for: 1s } } }
      steps: [ { get: / } ]
      """;

  private static SamplePlan sample(String section) throws ScenarioException {
    return new ScenarioParser(Map.of("SECRET", "hunter2")::get).parse(HEAD + section).sample();
  }

  private static List<String> problems(String section) {
    return catchThrowableOfType(ScenarioException.class, () -> sample(section)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void samplesTheHostWhenNothingIsSaid() throws ScenarioException {
    assertThat(sample("")).isEqualTo(SamplePlan.USUAL);
    assertThat(sample("sample: []").sources()).isEmpty();
    assertThat(sample("sample: []").usual()).isFalse();
  }

  @Test
  void namesSourcesByWhatTheyAre() throws ScenarioException {
    List<SampledSource> sources =
        sample(
                """
                sample:
                  - host
                  - gpu
                  - process: nginx
                  - process: { pid: 4711 }
                  - process: { port: 9000 }
                    name: target
                  - container: /system.slice/docker-1.scope
                  - prometheus: http://127.0.0.1:9000/metrics
                  - promql: https://prometheus.example
                    queries: { queue_depth: sum(q) }
                  - redis: redis://127.0.0.1/2
                  - { files: /var/log, every: 1m, timeout: 5s }
                """)
            .sources();

    assertThat(sources)
        .extracting(SampledSource::id)
        .containsExactly(
            "host",
            "gpu",
            "process:nginx",
            "process:4711",
            "process:target",
            "container:docker-1.scope",
            "prometheus:127.0.0.1:9000",
            "promql:prometheus.example:443",
            "redis:127.0.0.1:6379",
            "files");
    assertThat(sources.get(9).every()).isEqualTo(Duration.ofMinutes(1));
    assertThat(sources.get(9).timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(sources.get(1).every()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void keepsSecretsForConnectingOnly() throws ScenarioException {
    SamplePlan plan =
        sample(
            """
            sample:
              - redis: redis://127.0.0.1
                password: ${env:SECRET}
              - prometheus: http://127.0.0.1:1/metrics
                auth: { bearer: "${env:SECRET}" }
            """);

    SourcePlan.Redis redis = (SourcePlan.Redis) plan.sources().get(0).plan();
    SourcePlan.Exposition exposition = (SourcePlan.Exposition) plan.sources().get(1).plan();
    assertThat(redis.password()).isEqualTo(Optional.of("hunter2"));
    assertThat(exposition.endpoint().headers()).containsEntry("Authorization", "Bearer hunter2");
    assertThat(plan.toString()).doesNotContain("hunter2");
  }

  @Test
  void refusesIdsOfSourcesThatTheAnalyzerWouldRefuse() {
    String name = "x".repeat(1020);

    assertThat(problems("sample: [ { host: , name: " + name + " } ]\n"))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .contains("the id of the source is no name: expected 1 to 1024 bytes"));
  }

  @Test
  void reportsAllMistakesWithTheirPlaces() {
    List<String> problems =
        problems(
            """
            sample:
              - hosts
              - { prometheus: "ftp://x" }
              - { redis: "redis://user:secret@h" }
              - { process: { pid: 1, name: a } }
              - { process: { port: 70000 } }
              - { host: , evry: 1s }
              - { files: /a, every: 1ms }
              - { promql: "http://p" }
              - { prometheus: "http://h/m", metrics: "a{b}" }
              - host
              - { gpu: , host: }
            """);

    assertThat(problems)
        .hasSize(11)
        .anyMatch(each -> each.startsWith("line 6, column 5: expected a source: host, gpu"))
        .anyMatch(each -> each.startsWith("line 7, column 19: expected an http:// or https:// URL"))
        .anyMatch(each -> each.contains("line 8, column 14") && each.contains("give password:"))
        .anyMatch(each -> each.contains("line 9, column 16") && each.contains("pid: 4711"))
        .anyMatch(each -> each.contains("a TCP port from 1 to 65535"))
        .anyMatch(each -> each.contains("unknown key \"evry\"") && each.contains("every"))
        .anyMatch(each -> each.contains("a duration from 100ms to 1h"))
        .anyMatch(each -> each.contains("\"queries\" is missing"))
        .anyMatch(each -> each.contains("a series like http_requests_total"))
        .anyMatch(each -> each.contains("the source host is given twice"));
  }

  @Test
  void aPathIsOneOfTheTargetWhateverThatIs() throws ScenarioException {
    SampledSource source = sample("sample: [ { prometheus: /metrics?all=1 } ]").sources().get(0);
    Target other = Target.of("https://shop.example/v2").orElseThrow();

    assertThat(source.id()).isEqualTo("prometheus:target");
    assertThat(source.of(other).id()).isEqualTo("prometheus:target");
    assertThat(source.of(other).plan())
        .isInstanceOfSatisfying(
            SourcePlan.Exposition.class,
            plan ->
                assertThat(plan.endpoint().url())
                    .hasToString("https://shop.example:443/v2/metrics?all=1"));
    assertThat(problems("sample: [ { promql: /metrics, queries: { a: b } } ]"))
        .singleElement()
        .asString()
        .contains("line 5, column 21: expected an http:// or https:// URL");
    assertThat(problems("sample: [ { prometheus: //metrics } ]")).hasSize(1);
  }

  @Test
  void selectsSeriesByNameAndLabel() {
    SeriesSelector selector =
        SeriesSelector.of("http_*_total{code=~\"5..\",path!=\"/health\"}").orElseThrow();

    assertThat(selector.takes("http_requests_total", Map.of("code", "503", "path", "/x"))).isTrue();
    assertThat(selector.takes("http_requests_total", Map.of("code", "503", "path", "/health")))
        .isFalse();
    assertThat(selector.takes("http_requests_total", Map.of("code", "200"))).isFalse();
    assertThat(selector.takes("jvm_requests_total", Map.of("code", "503"))).isFalse();
    assertThat(SeriesSelector.of("{job=\"a\"}").orElseThrow().takes("x", Map.of("job", "a")))
        .isTrue();
    assertThat(SeriesSelector.of("a{b=~\"(\"}")).isEmpty();
    assertThat(SeriesSelector.of("a b")).isEmpty();
  }
}
