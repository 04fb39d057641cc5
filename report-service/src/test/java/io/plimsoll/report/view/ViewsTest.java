package io.plimsoll.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.RunStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewsTest {
  private static final long START = 1_795_272_300L;

  private final SampleRun sample = new SampleRun("r1", START, 120, SampleRun.OPERATIONS, 7);

  private static long at(int second) {
    return (START + second) * SampleRun.SECOND;
  }

  @Test
  void newestRecordOfKeyCounts() {
    Views views = announced(Retention.DEFAULT);
    KpiWindow early = sample.windows(1, 30, false).get(0);
    KpiWindow late = KpiWindow.newBuilder(early).setCount(early.getCount() + 5).build();

    views.accept(early);
    views.accept(late);

    List<KpiCell> cells = seconds(views, early.getOperation());
    assertThat(cells).hasSize(1);
    assertThat(cells.get(0).count()).isEqualTo(late.getCount());
  }

  @Test
  void windowsOutOfOrderAreSorted() {
    Views views = announced(Retention.DEFAULT);
    for (int second : new int[] {50, 20, 40, 30, 10}) {
      sample.windows(1, second, true).forEach(views::accept);
    }

    assertThat(seconds(views, "*"))
        .extracting(KpiCell::startMicros)
        .containsExactly(at(10), at(20), at(30), at(40), at(50));
  }

  @Test
  void windowsPastTheirRetentionAreEvictedAndStayOut() {
    Retention brief =
        new Retention(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofDays(1), 1 << 28);
    Views views = announced(brief);
    for (int second = 10; second < 110; second++) {
      sample.sendSecond(views, second, true);
    }
    sample.windows(1, 12, true).forEach(views::accept);

    assertThat(seconds(views, "*")).extracting(KpiCell::startMicros).startsWith(at(80)).hasSize(30);
    RunView run = views.run("r1").orElseThrow();
    assertThat(run.kpis("*", Width.TEN_SECONDS, 0, Long.MAX_VALUE))
        .extracting(KpiCell::startMicros)
        .containsExactly(at(50), at(60), at(70), at(80), at(90), at(100));
    assertThat(run.kpiHorizonMicros(Width.SECOND)).isEqualTo(at(80));
  }

  @Test
  void spanIsThatOfTheFinestWindows() {
    Views views = announced(Retention.DEFAULT);
    for (int second = 5; second < 62; second++) {
      sample.sendSecond(views, second, true);
    }
    sample.windows(60, 60, true).forEach(views::accept);

    assertThat(views.run("r1").orElseThrow().kpiSpan()).contains(new RunView.Span(at(5), at(62)));
  }

  @Test
  void memoryStaysWithinItsBudget() {
    Retention small =
        new Retention(Duration.ofHours(2), Duration.ofHours(24), Duration.ofDays(30), 1 << 20);
    Views views = new Views(small);
    for (int run = 0; run < 8; run++) {
      new SampleRun("r" + run, START, 120, SampleRun.OPERATIONS, run).sendAll(views);
      assertThat(views.windowBytes()).isLessThanOrEqualTo(1 << 20);
    }

    RunView oldest = views.run("r0").orElseThrow();
    assertThat(oldest.kpis("*", Width.SECOND, 0, Long.MAX_VALUE)).isEmpty();
    assertThat(oldest.kpis("*", Width.MINUTE, 0, Long.MAX_VALUE)).hasSize(2);
    assertThat(views.windowBytes())
        .isEqualTo(views.runs().stream().mapToLong(RunView::bytes).sum());
  }

  @Test
  void recordThatCannotBeUsedIsRefusedWithReason() {
    Views views = announced(Retention.DEFAULT);
    KpiWindow window = sample.windows(1, 30, true).get(0);
    KpiWindow oddWidth = KpiWindow.newBuilder(window).setWidthMillis(1_500).build();
    KpiWindow cut =
        KpiWindow.newBuilder(window)
            .setServiceSketch(ByteBuffer.wrap(new byte[] {1, 9, 0, 3}))
            .build();

    assertThatThrownBy(() -> views.accept(oddWidth)).hasMessageContaining("1500 ms");
    assertThatThrownBy(() -> views.accept(cut)).hasMessageContaining("service sketch");
    assertThat(seconds(views, window.getOperation())).isEmpty();
  }

  @Test
  void changesAreTheSameThingOnceAndTellWhenSomeAreLost() {
    Views views = announced(Retention.DEFAULT);
    ChangeLog<Change> log = views.run("r1").orElseThrow().changes();
    long before = log.version();
    KpiWindow window = sample.windows(1, 30, false).get(0);
    views.accept(window);
    views.accept(window);

    assertThat(log.since(before).changes())
        .containsExactly(new Change.Kpi(window.getOperation(), at(30)));
    assertThat(log.since(log.version()).changes()).isEmpty();
    for (int i = 0; i < 9_000; i++) {
      views.accept(sample.record(RunStatus.RUNNING));
    }
    assertThat(log.since(before).lost()).isTrue();
    assertThat(log.since(Long.MAX_VALUE).lost()).isTrue();
  }

  @Test
  void runIsShownOnceItIsAnnounced() {
    Views views = new Views(Retention.DEFAULT);
    sample.windows(1, 30, true).forEach(views::accept);
    assertThat(views.runs()).isEmpty();

    views.accept(sample.record(RunStatus.STARTING));
    assertThat(views.runs()).hasSize(1);
    assertThat(seconds(views, "*")).hasSize(1);
  }

  private Views announced(Retention retention) {
    Views views = new Views(retention);
    views.accept(sample.record(RunStatus.RUNNING));
    return views;
  }

  private static List<KpiCell> seconds(Views views, String operation) {
    return views.run("r1").orElseThrow().kpis(operation, Width.SECOND, 0, Long.MAX_VALUE);
  }
}
