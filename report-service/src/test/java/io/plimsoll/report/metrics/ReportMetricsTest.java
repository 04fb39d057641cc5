package io.plimsoll.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.api.Health;
import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ReportMetricsTest {
  private static final long START = 1_795_269_600L; // a full minute
  private static final long SEED = 5;
  private static final String LIMIT = "0.05";

  private final SampleRun run =
      new SampleRun("20261121-140000-aaaa", START, 150, SampleRun.OPERATIONS, SEED);
  private final Views views = new Views(Retention.DEFAULT);
  private boolean caughtUp = true;
  private Instant now = Instant.ofEpochSecond(START + 60);
  private final ReportMetrics metrics = metrics(views);

  private ReportMetrics metrics(Views of) {
    return new ReportMetrics(
        of,
        () -> new Health("UP", caughtUp, 1, Map.of("runs NOT_AVRO", 2L), 3, 4),
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        });
  }

  /** Series and their values, as a scraper reads them. */
  private static Map<String, Double> scraped(ReportMetrics metrics) {
    Exposition written = Exposition.of(metrics.snapshots(), "text/plain");
    assertThat(written.contentType()).startsWith("text/plain");
    Map<String, Double> values = new TreeMap<>();
    for (String line : new String(written.body(), StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.startsWith("#") && !line.isEmpty()) {
        int space = line.lastIndexOf(' ');
        values.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
      }
    }
    return values;
  }

  private String series(String name, String labels) {
    return "%s{%srun=\"%s\",scenario=\"Normal production load\"}"
        .formatted(name, labels.isEmpty() ? "" : labels + ",", run.id());
  }

  private double value(Map<String, Double> values, String name, String labels) {
    assertThat(values).containsKey(series(name, labels));
    return values.get(series(name, labels));
  }

  private List<SampleRun.Outcome> until(String operation, int second) {
    return run.within(operation, run.startMicros(), run.startMicros() + second * SampleRun.SECOND);
  }

  private void play(Views to, int from, int seconds) {
    to.accept(run.record(RunStatus.RUNNING));
    for (int second = from; second < seconds; second++) {
      run.sendSecond(to, second, true);
    }
  }

  @Test
  void countersAreExactAndNeverFallWhateverTheWidthOfTheWindows() {
    double before = 0;
    views.accept(run.record(RunStatus.RUNNING));
    for (int second = 0; second < run.seconds(); second++) {
      run.sendSecond(views, second, true);
      if (second % 7 == 0 || second > 115) {
        double count = value(scraped(metrics), "plimsoll_outcomes_total", "operation=\"browse\"");
        assertThat(count)
            .as("after second %d, seed %d", second, SEED)
            .isEqualTo(until("browse", second + 1).size())
            .isGreaterThanOrEqualTo(before);
        before = count;
      }
    }
  }

  @Test
  void histogramsAreThoseOfTheOutcomes() {
    play(views, 0, 130);

    Map<String, Double> values = scraped(metrics);
    List<SampleRun.Outcome> outcomes = until("upload", 130);
    String operation = "operation=\"upload\"";
    assertThat(value(values, "plimsoll_response_time_seconds_count", operation))
        .isEqualTo(outcomes.size());
    double sum = outcomes.stream().mapToLong(SampleRun.Outcome::responseMicros).sum() / 1e6;
    assertThat(value(values, "plimsoll_response_time_seconds_sum", operation))
        .isCloseTo(sum, Percentage.withPercentage(1e-6));
    String bucket =
        "plimsoll_response_time_seconds_bucket{operation=\"upload\",run=\"%s\",scenario=\"Normal production load\",le=\"%s\"}"
            .formatted(run.id(), LIMIT);
    long least = outcomes.stream().filter(each -> each.responseMicros() < 49_800).count();
    long most = outcomes.stream().filter(each -> each.responseMicros() < 50_200).count();
    assertThat(values.get(bucket)).isBetween((double) least, (double) most);
    assertThat(least).isPositive();
  }

  @Test
  void aServiceThatStartsAnewGoesOnWhereTheLastOneStood() {
    play(views, 0, 100);
    Map<String, Double> before = scraped(metrics);
    Views again = new Views(Retention.DEFAULT);
    caughtUp = false;
    ReportMetrics after = metrics(again);
    play(again, 0, 40);
    assertThat(scraped(after).keySet()).noneMatch(name -> name.contains("run="));
    play(again, 40, 100);
    caughtUp = true;

    assertThat(scraped(after)).isEqualTo(before);
  }

  @Test
  void secondsThatHaveLeftTheTopicChangeNothing() {
    play(views, 0, 130);
    Views later = new Views(Retention.DEFAULT);
    later.accept(run.record(RunStatus.RUNNING));
    run.windows(60, 0, true).forEach(later::accept);
    run.windows(60, 60, true).forEach(later::accept);
    run.windows(10, 120, true).forEach(later::accept);

    String name = "plimsoll_outcomes_total";
    assertThat(value(scraped(metrics(later)), name, "operation=\"browse\""))
        .isEqualTo(value(scraped(metrics), name, "operation=\"browse\""))
        .isEqualTo(until("browse", 130).size());
  }

  @Test
  void plannedOperationsAndKindsOfErrorsBeginAtZero() {
    views.accept(run.record(RunStatus.STARTING));

    Map<String, Double> values = scraped(metrics);
    assertThat(value(values, "plimsoll_outcomes_total", "operation=\"browse\"")).isZero();
    assertThat(value(values, "plimsoll_errors_total", "kind=\"TIMEOUT\",operation=\"upload\""))
        .isZero();
    assertThat(values)
        .containsEntry("plimsoll_report_bad_records_total{what=\"runs NOT_AVRO\"}", 2.0)
        .containsEntry("plimsoll_report_lag_records", 3.0);
  }

  @Test
  void limitsUsersAndTheLedgerAreThere() {
    play(views, 0, 60);

    Map<String, Double> values = scraped(metrics);
    assertThat(values)
        .containsEntry(
            "plimsoll_sla_state{operation=\"*\",rule=\"*/error_rate\",run=\"%s\",scenario=\"Normal production load\",severity=\"critical\"}"
                .formatted(run.id()),
            0.0);
    assertThat(value(values, "plimsoll_users", "")).isEqualTo(50);
    assertThat(value(values, "plimsoll_ledger_analysed_total", ""))
        .isEqualTo(until("*", 60).size());
    assertThat(values)
        .containsEntry(
            "plimsoll_ledger_emitted_total{agent=\"a1\",run=\"%s\",scenario=\"Normal production load\"}"
                .formatted(run.id()),
            (double) until("*", 60).size());
  }

  @Test
  void finishedRunsLeave() {
    play(views, 0, 60);
    now = Instant.ofEpochSecond(START + 60).plus(ReportMetrics.KEPT).minus(Duration.ofSeconds(1));
    assertThat(scraped(metrics).keySet()).anyMatch(name -> name.contains("run="));
    now = Instant.ofEpochSecond(START + 60).plus(ReportMetrics.KEPT);
    assertThat(scraped(metrics).keySet()).noneMatch(name -> name.contains("run="));
  }

  @Test
  void operationsBeyondTheBudgetAreCounted() {
    List<String> many =
        IntStream.range(0, RunMetrics.OPERATIONS_AT_MOST + 7).mapToObj(i -> "op" + i).toList();
    SampleRun crowded = new SampleRun("20261121-140000-bbbb", START, 5, many, SEED);
    views.accept(crowded.record(RunStatus.RUNNING));

    Map<String, Double> values = scraped(metrics);
    assertThat(values.keySet())
        .filteredOn(name -> name.startsWith("plimsoll_outcomes_total"))
        .hasSize(RunMetrics.OPERATIONS_AT_MOST);
    assertThat(values)
        .anySatisfy(
            (name, value) -> {
              assertThat(name).startsWith("plimsoll_operations_left_out");
              assertThat(value).isEqualTo(7);
            });
  }

  @Test
  void openMetricsIsWrittenForThoseWhoAcceptIt() {
    play(views, 0, 20);
    Exposition written =
        Exposition.of(metrics.snapshots(), "application/openmetrics-text;version=1.0.0,*/*;q=0.1");

    assertThat(written.contentType()).startsWith("application/openmetrics-text");
    assertThat(new String(written.body(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
  }
}
