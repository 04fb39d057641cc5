package io.plimsoll.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.stats.sketch.LatencySketch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

final class KpiQueryTest {
  private static final long START = 1_795_272_300L;
  private static final Instant STARTED = Instant.ofEpochSecond(START);

  private final SampleRun sample = new SampleRun("r1", START, 120, SampleRun.OPERATIONS, 11);
  private final Views views = new Views(Retention.DEFAULT);
  private final RunQueries queries = new RunQueries(views);

  @Test
  void everyWindowOfAnyWidthMatchesTheExactPercentiles() {
    sample.sendAll(views);
    for (int width : new int[] {1, 2, 5, 7, 10, 15, 20, 30, 60}) {
      KpiPage page = ask(Optional.empty(), Range.ofWidth(Duration.ofSeconds(width)));
      assertThat(page.widthMillis()).isEqualTo(width * 1_000L);
      assertThat(page.rows()).isNotEmpty();
      page.rows().forEach(this::matchesOracle);
      long total =
          page.rows().stream().filter(r -> r.operation().equals("*")).mapToLong(Kpi::count).sum();
      assertThat(total).isEqualTo(sample.outcomes().size());
    }
  }

  @Test
  void rowsAreMergedFromTheLargestWindowsThatDivideThem() {
    sample.sendAll(views);

    assertThat(width(7).resolution()).isEqualTo("1s");
    assertThat(width(20).resolution()).isEqualTo("10s");
    assertThat(width(60).resolution()).isEqualTo("60s");
    assertThat(ask(Optional.of("*"), Range.RUN).resolution()).isEqualTo("summary");
  }

  @Test
  void wholeRunAndAnyRangeMatchTheExactPercentiles() {
    sample.sendAll(views);
    Kpi whole = ask(Optional.of("*"), Range.RUN).rows().get(0);
    assertThat(whole.count()).isEqualTo(sample.outcomes().size());
    close(whole.response(), sample.outcomes(), SampleRun.Outcome::responseMicros);
    close(whole.service(), sample.outcomes(), SampleRun.Outcome::serviceMicros);

    Range part =
        new Range(
            Optional.empty(),
            Optional.of(STARTED.plusMillis(13_400)),
            Optional.of(STARTED.plusMillis(87_200)));
    KpiPage page = ask(Optional.of("*"), part);
    assertThat(page.rows()).hasSize(1);
    assertThat(page.rows().get(0).start()).isEqualTo(STARTED.plusSeconds(13));
    assertThat(page.rows().get(0).widthMillis()).isEqualTo(75_000);
    matchesOracle(page.rows().get(0));
  }

  @Test
  void rowsStandBesideWhatWasSampledInTheSameWindow() {
    sample.sendAll(views);
    views.accept(host("cpu_ratio", 30, 0.5, 0.9, 2));
    views.accept(host("cpu_ratio", 39, 0.2, 0.3, 1));
    views.accept(host("cpu_ratio", 40, 1.0, 1.0, 1));
    views.accept(host("memory_ratio", 33, 0.6, 0.7, 1));

    List<Kpi> rows = width(10).rows();
    KpiResources third =
        rows.stream()
            .filter(row -> row.start().equals(STARTED.plusSeconds(30)))
            .findFirst()
            .flatMap(Kpi::resources)
            .orElseThrow();
    assertThat(third.cpuAverage().orElseThrow()).isCloseTo(0.4, within(1e-12));
    assertThat(third.cpuMax()).contains(0.9);
    assertThat(third.memoryAverage()).contains(0.6);
    assertThat(third.usersMax()).contains(50.0);
    assertThat(third.queueDepthAverage()).isEmpty();
    Kpi whole = ask(Optional.of("*"), Range.RUN).rows().get(0);
    assertThat(whole.resources().orElseThrow().cpuMax()).contains(1.0);
  }

  @Test
  void theTargetsMachineCountsWhereAgentsOnlySample() {
    sample.sendAll(views);
    views.accept(host("cpu_ratio", 30, 0.5, 0.9, 1));
    ResourceWindow target = host("cpu_ratio", 30, 0.1, 0.1, 1);
    target.setSource("host@db1");
    views.accept(target);

    assertThat(ask(Optional.of("*"), Range.RUN).rows().get(0).resources().orElseThrow().cpuMax())
        .contains(0.1);
  }

  private static ResourceWindow host(
      String metric, int second, double average, double maximum, long count) {
    return ResourceWindow.newBuilder()
        .setRunId("r1")
        .setSource("host")
        .setMetric(metric)
        .setWidthMillis(1_000)
        .setStartMicros((START + second) * SampleRun.SECOND)
        .setCount(count)
        .setAverage(average)
        .setMinimum(0)
        .setMaximum(maximum)
        .setLast(average)
        .build();
  }

  @Test
  void whileTheCoarseWindowIsBehindTheFineOnesAnswer() {
    views.accept(sample.record(RunStatus.RUNNING));
    for (int second = 30; second < 44; second++) {
      sample.windows(1, second, true).forEach(views::accept);
    }
    sample.windows(10, 30, true).forEach(views::accept);

    List<Kpi> rows = width(10).rows();
    assertThat(rows).hasSize(2);
    matchesOracle(rows.get(0));
    assertThat(rows.get(0).closed()).isTrue();
    assertThat(rows.get(1).closed()).isFalse();
    assertThat(rows.get(1).count()).isEqualTo(sample.within("*", micros(40), micros(44)).size());
  }

  @Test
  void whereSecondsAreGoneRowsBecomeWider() {
    Views brief =
        new Views(
            new Retention(Duration.ofSeconds(20), Duration.ofDays(1), Duration.ofDays(1), 1 << 28));
    sample.sendAll(brief);
    RunQueries asked = new RunQueries(brief);

    KpiPage page =
        asked.kpis(new KpiQuery("r1", Optional.of("*"), Range.ofWidth(Duration.ofSeconds(15))));
    assertThat(page.widthMillis()).isEqualTo(30_000);
    page.rows().forEach(this::matchesOracle);
    Range newest =
        new Range(
            Optional.of(Duration.ofSeconds(5)),
            Optional.of(STARTED.plusSeconds(100)),
            Optional.empty());
    KpiPage fine = asked.kpis(new KpiQuery("r1", Optional.of("*"), newest));
    assertThat(fine.widthMillis()).isEqualTo(5_000);
    fine.rows().forEach(this::matchesOracle);
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() {
    sample.sendAll(views);

    assertThatThrownBy(() -> queries.detail("r2"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("nearest: r1");
    assertThatThrownBy(() -> ask(Optional.of("brwse"), Range.ofWidth(Duration.ofSeconds(1))))
        .hasMessageContaining("browse, task-completion, upload");
    assertThatThrownBy(() -> Range.ofWidth(Duration.ofMillis(1_500)))
        .hasMessageContaining("whole number of seconds");
  }

  @Test
  void latestIsTheNewestRun() {
    sample.sendAll(views);
    new SampleRun("r0", START, 5, SampleRun.OPERATIONS, 3).sendAll(views);

    assertThat(queries.detail("latest").run().id()).isEqualTo("r1");
    KpiQuery newest = new KpiQuery("latest", Optional.empty(), Range.RUN);
    assertThat(queries.kpis(newest).runId()).isEqualTo("r1");
  }

  private KpiPage width(int seconds) {
    return ask(Optional.of("*"), Range.ofWidth(Duration.ofSeconds(seconds)));
  }

  private KpiPage ask(Optional<String> operation, Range range) {
    return queries.kpis(new KpiQuery("r1", operation, range));
  }

  private static long micros(int second) {
    return (START + second) * SampleRun.SECOND;
  }

  private void matchesOracle(Kpi row) {
    long from = Times.micros(row.start());
    List<SampleRun.Outcome> exact =
        sample.within(row.operation(), from, from + row.widthMillis() * 1_000);
    assertThat(row.count()).isEqualTo(exact.size());
    assertThat(row.errors()).isEqualTo(exact.stream().filter(e -> !e.kind().isEmpty()).count());
    close(row.response(), exact, SampleRun.Outcome::responseMicros);
    close(row.service(), exact, SampleRun.Outcome::serviceMicros);
  }

  private static void close(
      Optional<Latency> found,
      List<SampleRun.Outcome> exact,
      ToLongFunction<SampleRun.Outcome> column) {
    long[] sorted = exact.stream().mapToLong(column).sorted().toArray();
    Latency latency = found.orElseThrow();
    near(latency.p50(), sorted, 0.5);
    near(latency.p75(), sorted, 0.75);
    near(latency.p90(), sorted, 0.9);
    near(latency.p95(), sorted, 0.95);
    near(latency.p99(), sorted, 0.99);
    near(latency.p999(), sorted, 0.999);
    assertThat(latency.max()).isEqualTo(sorted[sorted.length - 1] / 1_000.0);
  }

  private static void near(double millis, long[] sorted, double q) {
    double exact = sorted[(int) Math.max(0, Math.ceil(q * sorted.length) - 1)] / 1_000.0;
    assertThat(millis).isCloseTo(exact, within(exact * LatencySketch.RELATIVE_ERROR + 1e-6));
  }
}
