package io.plimsoll.report.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.text.HistoryText;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryFinderTest {
  private final Views views = new Views(Retention.DEFAULT);

  @Test
  void namesTheCommitsBetweenWhichAKpiChanged() {
    for (int i = 0; i < 24; i++) {
      double millis = i < 14 ? 20 : 25;
      new SteadyRun("r%02d".formatted(i), 3_600L * i, millis, 60, 0, "c" + i, i).sendTo(views);
    }
    History history = HistoryFinder.find(views, query("checkout"));
    assertThat(history.runs()).hasSize(24);
    Trend median = history.trends().get(1);
    assertThat(median.kpi()).isEqualTo("response.p50");
    LastingChange change = median.changes().get(0);
    assertThat(change.runId()).isEqualTo("r14");
    assertThat(change.lastCommit()).contains("c13");
    assertThat(change.firstCommit()).contains("c14");
    assertThat(median.flaky()).isFalse();
    assertThat(HistoryText.of(history))
        .contains("checkout: 24 runs")
        .contains("changed with run r14 (commit c13 to commit c14)");
  }

  @Test
  void namesAFlakyScenario() {
    for (int i = 0; i < 8; i++) {
      new SteadyRun("r" + i, 3_600L * i, 20 + 6 * (i % 3), 60, 0, "c", i).sendTo(views);
    }
    assertThat(HistoryFinder.find(views, query("checkout")).flaky()).isTrue();
    assertThatThrownBy(() -> HistoryFinder.find(views, query("chekout")))
        .hasMessage(
            "there is no complete run of scenario chekout in environment lab; see plimsoll runs");
  }

  private static HistoryQuery query(String scenario) {
    return new HistoryQuery(scenario, Optional.empty(), Optional.of("lab"));
  }
}
