package io.plimsoll.report.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.report.document.HistoryHtml;
import io.plimsoll.report.history.History.AcknowledgedPoint;
import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.State;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.text.HistoryText;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  void remembersWhatWasAcknowledgedAndSaysWhenNewerRunsRewriteIt() {
    runs(0, 14, 20);
    runs(14, 24, 25);
    HistoryQuery query = query("checkout");
    History before = HistoryFinder.find(views, query);
    assertThat(change(before).state()).isEqualTo(State.NEW);

    views.accept(Acknowledgements.of(query, before, "r14", "larger catalogue", Instant.EPOCH));
    History known = HistoryFinder.find(views, query);
    assertThat(change(known).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(change(known).acknowledged().orElseThrow().note()).isEqualTo("larger catalogue");
    assertThat(HistoryText.of(known)).contains("acknowledged: larger catalogue");

    AcknowledgedPoint elsewhere =
        new AcknowledgedPoint("response.p50", "r12", 20, 25, Instant.EPOCH, "");
    AcknowledgedPoint nowhere =
        new AcknowledgedPoint("response.p50", "r04", 18, 20, Instant.EPOCH, "");
    views.accept(AcknowledgementView.record(query.key(), List.of(), List.of(nowhere, elsewhere)));
    History rewritten = HistoryFinder.find(views, query);
    assertThat(change(rewritten).state()).isEqualTo(State.MOVED);
    assertThat(rewritten.trends().get(1).withdrawn()).containsExactly(nowhere);
    assertThat(HistoryText.of(rewritten))
        .contains("moved by newer runs, acknowledged at run r12")
        .contains("withdrawn: the change of response.p50 with run r04");
    assertThat(HistoryHtml.of(rewritten))
        .contains("moved by newer runs, acknowledged at run r12")
        .contains("withdrawn: the change of response.p50 with run r04");

    views.accept(Acknowledgements.of(query, rewritten, "all", "", Instant.EPOCH));
    History agreed = HistoryFinder.find(views, query);
    assertThat(change(agreed).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(agreed.trends().get(1).withdrawn()).isEmpty();
    assertThatThrownBy(() -> Acknowledgements.of(query, agreed, "r03", "", Instant.EPOCH))
        .hasMessage(
            "no change of checkout begins with run r03; they begin with r14: name one, or all");
  }

  @Test
  void listsEveryHistoryAndLeavesOutRunsOfABaselineBuild() {
    runs(0, 14, 20);
    runs(14, 24, 25);
    SteadyRun other = new SteadyRun("s1", 90_000, 20, 60, 0, "c", 1);
    other.sendTo(views);
    RunRecord record = other.record(0);
    record.setLabels(Map.of("side", "baseline"));
    views.accept(record);

    HistoryOverview overview = HistoryLister.list(views);

    assertThat(overview.histories()).hasSize(1);
    HistoryOverview.Line line = overview.histories().get(0);
    assertThat(line.runs()).isEqualTo(24);
    assertThat(line.unseenChanges()).isPositive();
    assertThat(HistoryText.of(overview)).contains("checkout").contains("main").contains("lab");
    assertThat(HistoryHtml.list(overview))
        .contains("/history?scenario=checkout&amp;branch=main&amp;environment=lab");
  }

  private void runs(int from, int to, double millis) {
    for (int i = from; i < to; i++) {
      new SteadyRun("r%02d".formatted(i), 3_600L * i, millis, 60, 0, "c" + i, i).sendTo(views);
    }
  }

  private static LastingChange change(History history) {
    return history.trends().get(1).changes().get(0);
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
    return new HistoryQuery(scenario, Optional.empty(), Optional.of("lab"), Optional.empty());
  }
}
