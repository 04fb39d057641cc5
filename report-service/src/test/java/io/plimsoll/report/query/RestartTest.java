package io.plimsoll.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.topic.WindowsKept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run longer than its narrow windows are kept is answered alike by who has followed it and by who
 * reads afterwards what the analyzer's tombstones left on the topics.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestartTest {
  private static final long START = 1_795_272_300L;
  private static final Instant STARTED = Instant.ofEpochSecond(START);
  private static final int SECONDS = 7 * 3_600;
  private static final long HOUR_ROWS = 60;

  private final SampleRun sample = new SampleRun("r1", START, 120, List.of("upload"), 5);
  private final Views before = new Views(Retention.DEFAULT);
  private final Views after = new Views(Retention.DEFAULT);

  @BeforeAll
  void follow() {
    KpiWindow any = sample.windows(1, 60, true).get(0);
    before.accept(sample.record(RunStatus.RUNNING));
    after.accept(sample.record(RunStatus.RUNNING));
    for (int end = 1; end <= SECONDS; end++) {
      for (int width : new int[] {1, 10, 60}) {
        if (end % width == 0) {
          boolean left = isLeftOnTheTopic(end - width, width);
          for (SpecificRecord window : windows(any, end - width, width)) {
            before.accept(window);
            if (left) {
              after.accept(window);
            }
          }
        }
      }
    }
  }

  private static List<SpecificRecord> windows(KpiWindow any, int second, int width) {
    List<SpecificRecord> windows = new ArrayList<>();
    long start = (START + second) * SampleRun.SECOND;
    windows.add(
        KpiWindow.newBuilder(any)
            .setOperation("*")
            .setWidthMillis(width * 1_000L)
            .setStartMicros(start)
            .setCount(width)
            .setErrors(0)
            .setClosed(true)
            .build());
    windows.add(
        ResourceWindow.newBuilder()
            .setRunId("r1")
            .setSource("host")
            .setMetric("cpu_ratio")
            .setWidthMillis(width * 1_000L)
            .setStartMicros(start)
            .setCount(width)
            .setAverage(0.5)
            .setMinimum(0.25)
            .setMaximum(0.75)
            .setLast(0.5)
            .setLastAtMicros(start)
            .build());
    return windows;
  }

  /** The rule of the analyzer's tombstones. */
  private static boolean isLeftOnTheTopic(int second, int width) {
    Duration kept =
        switch (width) {
          case 1 -> WindowsKept.SECONDS;
          case 10 -> WindowsKept.TEN_SECONDS;
          default -> WindowsKept.MINUTES;
        };
    return second > SECONDS - width - kept.toSeconds();
  }

  private static Range range(int width, int fromSecond, int toSecond) {
    return new Range(
        Optional.of(Duration.ofSeconds(width)),
        Optional.of(STARTED.plusSeconds(fromSecond)),
        Optional.of(STARTED.plusSeconds(toSecond)));
  }

  private static KpiPage kpis(Views views, Range range) {
    return new RunQueries(views).kpis(new KpiQuery("r1", Optional.of("*"), range));
  }

  private static ResourcePage resources(Views views, Range range) {
    return new RunQueries(views)
        .resources(new ResourceQuery("r1", Optional.empty(), Optional.empty(), range));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 30, 60})
  void rowsOfTheFirstHourBecomeMinutes(int width) {
    Range firstHour = range(width, 0, 3_600);

    KpiPage page = kpis(after, firstHour);
    assertThat(page.widthMillis()).isEqualTo(60_000);
    assertThat(page.rows()).hasSize((int) HOUR_ROWS).allMatch(row -> row.count() == 60);
    assertThat(page).isEqualTo(kpis(before, firstHour));
    assertThat(resources(after, firstHour).rows()).hasSize((int) HOUR_ROWS);
    assertThat(resources(after, firstHour)).isEqualTo(resources(before, firstHour));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 30, 60})
  void whatIsKeptNarrowIsAnsweredNarrow(int width) {
    for (Range range :
        List.of(range(width, SECONDS - 7_200, SECONDS), range(width, 2 * 3_600, 3 * 3_600))) {
      assertThat(kpis(after, range)).isEqualTo(kpis(before, range));
      assertThat(resources(after, range)).isEqualTo(resources(before, range));
    }
    assertThat(kpis(after, range(width, SECONDS - 3_600, SECONDS)).widthMillis())
        .isEqualTo(width * 1_000L);
  }

  @Test
  void theWholeRunIsTheWholeRun() {
    Range minutes = Range.ofWidth(Duration.ofSeconds(60));

    assertThat(kpis(after, minutes).rows()).hasSize(SECONDS / 60);
    assertThat(kpis(after, minutes)).isEqualTo(kpis(before, minutes));
    assertThat(after.run("r1").orElseThrow().kpiSpan())
        .isEqualTo(before.run("r1").orElseThrow().kpiSpan());
  }
}
