package io.plimsoll.load.sample.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.scenario.SeriesSelector;
import io.plimsoll.schemas.metric.ApplicationMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expositions as Prometheus' documents define them. */
final class ExpositionTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> warnings = new ArrayList<>();
  private final Counters counters = new Counters();
  private Exposition exposition = new Exposition(List.of(), warnings::add);
  private long nanos;

  private Reading read(String text) throws ProbeException {
    nanos += 2 * SECOND;
    Reading reading = new Reading();
    counters.begin(nanos);
    exposition.read(text.getBytes(StandardCharsets.UTF_8), reading, counters);
    counters.keep();
    return reading;
  }

  @Test
  void takesGaugesAsTheyAreAndCountersAsRates() throws ProbeException {
    String form =
        """
        # HELP http_requests_total Requests, with a "quote" and a {brace}.
        # TYPE http_requests_total counter
        http_requests_total{code="200",path="/a b{c},d=\\"x\\""} %d 1395066363000
        # TYPE temperature_celsius gauge
        temperature_celsius -3.5e1
        untyped_thing{b="2", a="1",} 7
        not_a_number NaN
        infinite +Inf
        """;
    assertThat(read(form.formatted(100)).values())
        .containsOnlyKeys("temperature_celsius", "untyped_thing{a=\"1\",b=\"2\"}")
        .containsEntry("temperature_celsius", -35.0);

    assertThat(read(form.formatted(150)).values())
        .containsEntry("http_requests_per_second{code=\"200\",path=\"/a b{c},d=\\\"x\\\"\"}", 25.0);
  }

  @Test
  void readsLinesThatMoveComeAndGo() throws ProbeException {
    read("# TYPE a counter\na_total 10\nb 1\nc 2\nd 3\n");

    Reading moved = read("# TYPE a counter\nc 5\n\nnew 7\nb 4\na_total 30\nd 6.5\n");
    Reading again = read("# TYPE a counter\nc 8\nnew 9\na_total 70\nd 1e3");

    assertThat(moved.values())
        .containsOnly(
            Map.entry("c", 5.0),
            Map.entry("new", 7.0),
            Map.entry("b", 4.0),
            Map.entry("a_per_second", 10.0),
            Map.entry("d", 6.5));
    assertThat(again.values())
        .containsOnly(
            Map.entry("c", 8.0),
            Map.entry("new", 9.0),
            Map.entry("a_per_second", 20.0),
            Map.entry("d", 1000.0));
  }

  @Test
  void tellsASeriesFromOneWhoseNameItBegins() throws ProbeException {
    read("ab 1\nabc 2\n");

    assertThat(read("abc 3\nab 4\nabcd 5\n").values())
        .containsOnly(Map.entry("abc", 3.0), Map.entry("ab", 4.0), Map.entry("abcd", 5.0));
  }

  @Test
  void countsACounterThatFellFromZero() throws ProbeException {
    read("a_total 1000\n");
    assertThat(read("a_total 10\n").values()).containsEntry("a_per_second", 5.0);
  }

  @Test
  void keepsHistogramsAsWhatWasObservedInBetween() throws ProbeException {
    String form =
        """
        # TYPE latency_seconds histogram
        latency_seconds_bucket{op="x",le="+Inf"} %4$d
        latency_seconds_bucket{op="x",le="0.5"} %2$d
        latency_seconds_bucket{op="x",le="0.1"} %1$d
        latency_seconds_bucket{op="x",le="2.5"} %3$d
        latency_seconds_sum{op="x"} %5$d
        latency_seconds_count{op="x"} %4$d
        """;
    assertThat(read(form.formatted(10, 20, 30, 40, 100)).histograms()).isEmpty();

    var histogram =
        read(form.formatted(11, 24, 39, 50, 130)).histograms().get("latency_seconds{op=\"x\"}");
    assertThat(histogram.getUpperBounds()).containsExactly(0.1, 0.5, 2.5);
    assertThat(histogram.getCounts()).containsExactly(1.0, 3.0, 5.0, 1.0);
    assertThat(histogram.getSum()).isEqualTo(30.0);

    assertThat(read(form.formatted(11, 24, 39, 50, 130)).histograms())
        .as("nothing was observed")
        .isEmpty();

    var restarted =
        read(form.formatted(1, 2, 2, 3, 9)).histograms().get("latency_seconds{op=\"x\"}");
    assertThat(restarted.getCounts()).containsExactly(1.0, 1.0, 0.0, 1.0);
    assertThat(restarted.getSum()).isEqualTo(9.0);
  }

  @Test
  void readsOpenMetrics() throws ProbeException {
    String form =
        """
        # TYPE foo_seconds counter
        # UNIT foo_seconds seconds
        foo_seconds_total{a="b"} %s 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
        foo_seconds_created{a="b"} 1520430000.123
        # TYPE s summary
        s{quantile="0.9"} 4.5
        s_count 17.0
        s_sum 324789.3
        # TYPE h histogram
        h_bucket{le="1"} %s # {id="x"} 0.5
        h_bucket{le="+Inf"} %s
        # EOF
        """;
    read(form.formatted("1.0", "1", "2"));
    Reading second = read(form.formatted("4.0", "2", "4"));

    assertThat(second.values())
        .containsEntry("foo_seconds_per_second{a=\"b\"}", 1.5)
        .containsEntry("s{quantile=\"0.9\"}", 4.5)
        .containsEntry("s_count_per_second", 0.0)
        .containsEntry("s_sum_per_second", 0.0)
        .doesNotContainKey("foo_seconds_created{a=\"b\"}");
    assertThat(second.histograms().get("h").getCounts()).containsExactly(1.0, 1.0);
  }

  @Test
  void takesOnlyWhatIsSelected() throws ProbeException {
    exposition =
        new Exposition(
            List.of(
                SeriesSelector.of("jvm_*").orElseThrow(),
                SeriesSelector.of("latency{op=\"x\"}").orElseThrow()),
            warnings::add);
    String text =
        """
        # TYPE latency histogram
        latency_bucket{op="x",le="+Inf"} %1$d
        latency_bucket{op="y",le="+Inf"} %1$d
        jvm_threads 12
        other 1
        """;
    read(text.formatted(1));
    Reading reading = read(text.formatted(2));

    assertThat(reading.values()).containsOnlyKeys("jvm_threads");
    assertThat(reading.histograms()).containsOnlyKeys("latency{op=\"x\"}");
  }

  @Test
  void leavesOutWhatIsTooMuchAndSaysSoOnce() throws ProbeException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Exposition.MOST_SERIES + 10; i++) {
      text.append("a{i=\"").append(i).append("\"} 1\n");
    }
    read(text.toString());

    assertThat(read(text.toString()).values()).hasSize(Exposition.MOST_SERIES);
    assertThat(warnings).hasSize(1).first().asString().contains("more than 2000 series");
  }

  @Test
  void refusesWhatIsNoExposition() {
    assertThatThrownBy(() -> read("<html>\n<body>hello there</body>"))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("no Prometheus exposition: line");
  }

  /**
   * What the applications write whose series the analyzer knows: it looks for these very names.
   *
   * @param file an exposition; {@code %d} is what grows
   */
  @ParameterizedTest
  @CsvSource({
    "plain, PLAIN",
    "java-client, JAVA_CLIENT",
    "micrometer, MICROMETER",
    "opentelemetry, OPEN_TELEMETRY"
  })
  void givesApplicationsSeriesTheNamesThatTheAnalyzerKnows(String file, String list)
      throws Exception {
    @SuppressWarnings("unchecked")
    List<String> known = (List<String>) ApplicationMetrics.class.getField(list).get(null);
    String text =
        new String(
            ExpositionTest.class.getResourceAsStream(file + ".prom").readAllBytes(),
            StandardCharsets.UTF_8);
    read(text.replace("%d", "100"));

    Reading reading = read(text.replace("%d", "700"));

    Set<String> names = new HashSet<>(reading.values().keySet());
    names.addAll(reading.histograms().keySet());
    assertThat(names).containsAll(known);
  }
}
